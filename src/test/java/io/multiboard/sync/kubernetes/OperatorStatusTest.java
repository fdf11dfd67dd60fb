package io.multiboard.sync.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.multiboard.sync.manifest.Condition.Truth;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import io.multiboard.sync.manifest.RunStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// How soon a status says what is so, and how often it is written. Nodes are played.
class OperatorStatusTest {
  private static final Duration LEAST = Duration.ofSeconds(2);
  private static final int CHANGES = 200;

  private static boolean shows(DatabaseSyncRun run, int percent) {
    return run.getStatus() != null
        && run.getStatus().progress() != null
        && run.getStatus().progress().percent() == percent;
  }

  /// Within 5 seconds, which is what the design promises.
  @Test
  void saysHowFarWorkersAre() throws IOException {
    try (TestingProgress progress = new TestingProgress();
        Shop shop = Shop.open("truth");
        Watched watched = new Watched(shop.client, shop.name)) {
      shop.kubelet.address(progress.address());
      shop.kubelet.works(Said::checksOnly);
      progress.percent(() -> 40);
      shop.sync("nightly", "trigger: one");
      shop.operator();
      String run = shop.awaitRunOf("nightly");
      shop.awaitRun(run, each -> shows(each, 40));

      long changed = System.nanoTime();
      progress.percent(() -> 70);
      shop.awaitRun(run, each -> shows(each, 70));
      assertThat(Duration.ofNanos(System.nanoTime() - changed)).isLessThan(Duration.ofSeconds(5));
      shop.awaitSync(
          "nightly",
          sync ->
              sync.getStatus().activeRun() != null
                  && sync.getStatus().activeRun().progress() != null
                  && sync.getStatus().activeRun().progress().percent() == 70);

      // What a worker takes back is not said, and what it has not proved is not all.
      progress.awaitHeard(20);
      progress.percent(() -> 100);
      shop.awaitRun(run, each -> shows(each, 99));
      shop.kubelet.works(Said::well);
      shop.awaitSuccess(run);
      await().atMost(Shop.PATIENCE).until(() -> watched.statuses(run).getLast().hasEnded());
      assertThat(watched.percents(run)).allSatisfy(each -> assertThat(each).isSorted());
      assertThat(watched.statuses(run))
          .filteredOn(status -> status.progress() != null && status.progress().percent() == 100)
          .isNotEmpty()
          .allMatch(RunStatus::hasEnded);
    }
  }

  /// F17: hundreds of changes by others, and workers that say something new all the time.
  @Test
  void isWrittenSeldomHoweverMuchHappens() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    try (TestingProgress progress = new TestingProgress();
        Shop shop = Shop.open("storm");
        Watched watched = new Watched(shop.client, shop.name)) {
      shop.kubelet.address(progress.address());
      shop.kubelet.works(Said::checksOnly);
      progress.percent(() -> Math.min(90, asked.incrementAndGet() / 4.0));
      shop.sync("nightly", "trigger: one");
      shop.operator();
      String run = shop.awaitRunOf("nightly");
      shop.awaitRun(run, each -> State.attempts(each, "import") == 1);
      int before = watched.statuses(run).size();
      long begin = System.nanoTime();
      for (int change = 1; change <= CHANGES; change++) {
        shop.annotate(run, "storm", Integer.toString(change));
      }
      await().atMost(Shop.PATIENCE).until(() -> watched.statuses(run).size() > before + 2);
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      assertThat(watched.statuses(run).size() - before)
          .as("statuses within %s", took)
          .isLessThanOrEqualTo((int) took.dividedBy(LEAST) + 2);
      assertThat(watched.all().stream().filter(each -> each.getMetadata().getName().equals(run)))
          .hasSizeGreaterThan(CHANGES);
      shop.kubelet.works(Said::well);
      DatabaseSyncRun ended = shop.awaitSuccess(run);
      assertThat(State.says(ended, "Verified", Truth.True, "Succeeded")).isTrue();
      for (String role : List.of("check", "export", "import")) {
        assertThat(shop.jobs(role))
            .filteredOn(job -> job.getMetadata().getName().startsWith(run))
            .hasSize(role.equals("check") ? 2 : 1);
      }
      assertThat(Optional.ofNullable(ended.getStatus().targetState())).isPresent();
    }
  }
}
