package io.multiboard.sync.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.multiboard.sync.manifest.DatabaseSyncRun;
import io.multiboard.sync.testing.TestingProxy;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// What the operator does where it sees little, and where there is much to see. Nodes are played.
/// Runs where that is asked for (`-Dlonger=true`).
@EnabledIfSystemProperty(named = "longer", matches = "true")
class OperatorWatchTest {
  private static final int CUTS = 3;

  /// F16: watches end again and again, and what was missed meanwhile is told by no watch: its
  /// versions are older than any that the API server, started anew, knows of.
  @Test
  void missesNothingWhereWatchesAreCut() throws IOException {
    try (TestingProxy proxy = TestingProxy.before(ApiServer.shared().port());
        Shop shop = Shop.open("cut")) {
      shop.kubelet.works(Said::checksOnly);
      shop.operatorThrough(proxy.port());
      shop.sync("nightly", "trigger: one");
      String run = shop.awaitRunOf("nightly");
      for (int cut = 0; cut < CUTS; cut++) {
        long before = proxy.accepted();
        proxy.hiccup();
        await().atMost(Shop.PATIENCE).until(() -> proxy.accepted() > before);
      }
      shop.awaitRun(run, each -> State.attempts(each, "import") == 1);
      proxy.become(new TestingProxy.Mode.Cut());
      shop.kubelet.works(Said::well);
      await().atMost(Shop.PATIENCE).until(() -> isDone(shop, "import") && isDone(shop, "export"));
      shop.run("meanwhile", "nightly");
      ApiServer.shared().without(() -> {});
      proxy.become(new TestingProxy.Mode.Open());
      shop.awaitSuccess(run);
      shop.awaitSuccess("meanwhile");
      for (String role : List.of("export", "import")) {
        assertThat(shop.jobs(role)).hasSize(2);
      }
    }
  }

  private static Instant start(DatabaseSyncRun run) {
    return Instant.parse(String.valueOf(run.getStatus().startTime()));
  }

  private static boolean isDone(Shop shop, String role) {
    return Integer.valueOf(1).equals(shop.jobs(role).getFirst().getStatus().getSucceeded());
  }

  /// F48: many are due at once; two go at a time, in the order in which they were made.
  @Test
  void letsManyGoInTurn() {
    try (Shop shop = Shop.open("many");
        Watched watched = new Watched(shop.client, shop.name)) {
      List<String> runs = List.of("run-1", "run-2", "run-3", "run-4");
      for (String run : runs) {
        shop.connection("target-of-" + run, "environment: Test\n  allowOverwrite: true");
        shop.sync("sync-of-" + run, "schedule: 0 0 1 1 *", "target-of-" + run);
      }
      runs.forEach(run -> shop.run(run, "sync-of-" + run));
      shop.operator();
      List<Instant> starts =
          runs.stream().map(shop::awaitSuccess).map(OperatorWatchTest::start).toList();
      // Two that go at once may begin in any order.
      for (int run = 2; run < starts.size(); run++) {
        assertThat(starts.get(run)).as(runs.get(run)).isAfterOrEqualTo(starts.get(run - 2));
      }
      assertThat(watched.mostAtOnce(runs)).isEqualTo(2);
    }
  }
}
