package io.multiboard.sync.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.multiboard.sync.manifest.Attempt;
import io.multiboard.sync.manifest.RunStatus;
import io.multiboard.sync.testing.TestingProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/// F14, F25, F26: the cluster itself goes away while tables are copied. Only with the cluster of
/// the tests, whose parts can be stopped.
@ExtendWith(Site.Opening.class)
class OutageTest {
  private final Site site = Site.shared();
  private final TestCluster cluster = site.installation().cluster();
  private final TestingProxy toSource = site.databases().toSource();

  @BeforeAll
  static void mayStopIt() {
    assumeTrue(
        Site.shared().installation().cluster().folder().isPresent(),
        "the parts of this cluster cannot be stopped");
  }

  @AfterEach
  void mend() {
    Copy.letGo(toSource);
    cluster.goOn();
  }

  @Test
  void workersGoOnWithoutApiServerAndKubelet() throws Exception {
    try (Copy copy = site.copy("outage")) {
      copy.holdAt(toSource, () -> copy.start("1"));
      copy.awaitWorker("import");
      cluster.stop("kubelet", "apiserver");
      Copy.letGo(toSource);
      copy.await("the swap", () -> isSwapped(copy));
      cluster.goOn();
      RunStatus run = copy.awaitSuccess("1");
      assertThat(run.attempts()).allMatch(attempt -> attempt.number() == 1);
      copy.assertCopied();
    }
  }

  /// The kubelet is there all the while, and starts the operator again where that ends.
  @Test
  @EnabledIfSystemProperty(named = "longer", matches = "true")
  void workersGoOnThroughMinutesWithoutApiServer() throws Exception {
    try (Copy copy = site.copy("minutes")) {
      copy.holdAt(toSource, () -> copy.start("1"));
      copy.awaitWorker("import");
      cluster.stop("apiserver");
      Copy.letGo(toSource);
      copy.await("the swap", () -> isSwapped(copy));
      Thread.sleep(Duration.ofMinutes(5));
      cluster.goOn();
      long begin = System.nanoTime();
      RunStatus run = copy.awaitSuccess("1");
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(60));
      assertThat(run.attempts()).allMatch(attempt -> attempt.number() == 1);
      assertThat(site.installation().operatorPod().getStatus().getContainerStatuses())
          .as("it ends once, when its lease has run out, and then waits")
          .allMatch(operator -> operator.getRestartCount() <= 1);
      copy.assertCopied();
    }
  }

  @Test
  void goesOnAfterALossOfPower() throws Exception {
    try (Copy copy = site.copy("power")) {
      copy.holdAt(toSource, () -> copy.start("1"));
      copy.awaitWorker("import");
      cluster.cutPower();
      Copy.letGo(toSource);
      assertThat(archives(copy)).isEmpty();
      copy.assertUntouched();
      cluster.goOn();
      copy.awaitSuccess("1");
      assertThat(copy.attempts("export"))
          .extracting(Attempt::succeeded)
          .endsWith(true)
          .startsWith(false);
      copy.assertCopied();
      assertThat(archives(copy)).hasSize(1);
    }
  }

  private static boolean isSwapped(Copy copy) {
    try {
      return !copy.isOld();
    } catch (SQLException whileTheNamesChange) {
      return false;
    }
  }

  /// Archives that could be taken for whole ones.
  private List<Path> archives(Copy copy) throws IOException {
    Path volumes = cluster.folder().orElseThrow().resolve("volumes");
    try (Stream<Path> files = Files.walk(volumes)) {
      return files
          .filter(file -> file.toString().contains("_" + copy.name() + "/"))
          .filter(file -> file.getFileName().toString().equals("toc.dat"))
          .toList();
    }
  }
}
