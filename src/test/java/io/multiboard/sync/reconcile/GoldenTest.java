package io.multiboard.sync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.manifest.DatabaseConnection;
import io.multiboard.sync.manifest.DatabaseSync;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each folder below `reconcile/` in the tests' resources is a case: `in-*.yaml` is what the
/// cluster holds, `out.yaml` what is decided and said. After a change that is meant, write the
/// latter anew with `MULTIBOARD_WRITE_DOCS=yes ./mvnw -Dquick test -Dtest=GoldenTest`, and read the
/// difference.
class GoldenTest {
  private static final OperatorOptions OPTIONS =
      new OperatorOptions("multiboard-sync:test", "Never", "default", "archives", 2);

  static Stream<GoldenCase> runs() throws IOException {
    return GoldenCase.below("run");
  }

  static Stream<GoldenCase> syncs() throws IOException {
    return GoldenCase.below("sync");
  }

  static Stream<GoldenCase> connections() throws IOException {
    return GoldenCase.below("connection");
  }

  @ParameterizedTest
  @MethodSource("runs")
  void decidesAboutRuns(GoldenCase found) throws IOException {
    DatabaseSyncRun run = found.all(DatabaseSyncRun.class).getFirst();
    Queue queue = new Queue(OPTIONS.maxConcurrentRuns(), _ -> Optional.of("one"));
    RunObservation seen =
        new RunObservation(
            found.now(),
            run,
            found.all(DatabaseSync.class).stream().findFirst(),
            found.all(DatabaseConnection.class),
            queue.position(run, found.all(DatabaseSyncRun.class)),
            found.workers(),
            Map.of(),
            OPTIONS);
    RunPlan plan = RunPlanner.plan(seen);
    assertIsAsWritten(found, plan.decisions(), plan.status(), plan.wake());
  }

  @ParameterizedTest
  @MethodSource("syncs")
  void decidesAboutSyncs(GoldenCase found) throws IOException {
    SyncObservation seen =
        new SyncObservation(
            found.now(),
            found.all(DatabaseSync.class).getFirst(),
            found.all(DatabaseSyncRun.class));
    SyncPlan plan = SyncPlanner.plan(seen);
    assertIsAsWritten(found, plan.decisions(), plan.status(), plan.wake());
  }

  @ParameterizedTest
  @MethodSource("connections")
  void decidesAboutConnections(GoldenCase found) throws IOException {
    ConnectionObservation seen =
        new ConnectionObservation(
            found.now(),
            found.all(DatabaseConnection.class).getFirst(),
            found.all(DatabaseSyncRun.class),
            found.workers().stream().flatMap(worker -> worker.outcome().stream()).toList());
    ConnectionPlanner.Plan plan = ConnectionPlanner.plan(seen);
    assertIsAsWritten(found, plan.decisions(), plan.status(), Optional.empty());
  }

  private static void assertIsAsWritten(
      GoldenCase found, List<Decision> decisions, Object status, Optional<Duration> wake)
      throws IOException {
    String said = GoldenCase.text(decisions, status, wake);
    Path expected = found.expected(said);
    assertThat(expected).content().isEqualTo(said);
  }
}
