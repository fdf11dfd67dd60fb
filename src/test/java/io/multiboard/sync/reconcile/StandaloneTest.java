package io.multiboard.sync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.manifest.DatabaseConnection;
import io.multiboard.sync.manifest.DatabaseSync;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import io.multiboard.sync.order.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The golden cases of the operator decide the same without a cluster.
class StandaloneTest {
  private static final OperatorOptions OPTIONS =
      new OperatorOptions("multiboard-sync:test", "Never", "default", "archives", 2);

  static Stream<GoldenCase> runs() throws IOException {
    return GoldenCase.below("run");
  }

  static Stream<GoldenCase> syncs() throws IOException {
    return GoldenCase.below("sync");
  }

  /// The case's workers, whatever is decided.
  private record TestingWorkers(List<WorkerSeen> seen) implements Workers {
    @Override
    public void start(DatabaseSyncRun run, WorkerJob job) {}

    @Override
    public void end(ResourceName job) {}

    @Override
    public List<WorkerSeen> of(ResourceName run) {
      return seen;
    }

    @Override
    public Map<String, Progress> progress() {
      return Map.of();
    }
  }

  private static Standalone standalone(GoldenCase found) throws IOException {
    Standalone standalone =
        new Standalone(
            Clock.fixed(found.now(), ZoneOffset.UTC),
            OPTIONS,
            found.all(DatabaseConnection.class),
            found.all(DatabaseSync.class),
            new TestingWorkers(found.workers()),
            _ -> {});
    found.all(DatabaseSyncRun.class).forEach(standalone::hold);
    return standalone;
  }

  @ParameterizedTest
  @MethodSource("runs")
  void decidesAboutRunsAsTheOperatorDoes(GoldenCase found) throws IOException {
    Standalone standalone = standalone(found);
    RunPlan plan = standalone.plan(standalone.runs().getFirst());
    assertIsAsWritten(found, plan.decisions(), plan.status(), plan.wake());
  }

  @ParameterizedTest
  @MethodSource("syncs")
  void decidesAboutSyncsAsTheOperatorDoes(GoldenCase found) throws IOException {
    SyncPlan plan = standalone(found).plan(found.all(DatabaseSync.class).getFirst());
    assertIsAsWritten(found, plan.decisions(), plan.status(), plan.wake());
  }

  private static void assertIsAsWritten(
      GoldenCase found, List<Decision> decisions, Object status, Optional<Duration> wake) {
    Path expected = found.folder().resolve("out.yaml");
    assertThat(expected).content().isEqualTo(GoldenCase.text(decisions, status, wake));
  }
}
