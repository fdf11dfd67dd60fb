package io.multiboard.sync.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.Pod;
import io.multiboard.sync.manifest.Attempt;
import io.multiboard.sync.manifest.Conditions;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import io.multiboard.sync.manifest.ExportSpec.Compression;
import io.multiboard.sync.manifest.Resolved;
import io.multiboard.sync.manifest.RunStatus;
import io.multiboard.sync.testing.TestingProxy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/// F3, F18, F21: what a run stands on is changed by others while tables are copied. Runs where it
/// is asked for (`-Dlonger=true`).
@ExtendWith(Site.Opening.class)
@EnabledIfSystemProperty(named = "longer", matches = "true")
class ChangeTest {
  private final Site site = Site.shared();
  private final Installation installation = site.installation();
  private final TestingProxy toSource = site.databases().toSource();
  private final TestingProxy toTarget = site.databases().toTarget();

  @AfterEach
  void letGo() {
    Copy.letGo(toSource);
    Copy.letGo(toTarget);
  }

  @AfterAll
  static void leavesNoTrace() throws Exception {
    new Traces(Site.shared()).assertNone();
  }

  /// The worker ends in good order and says so; until there is a node again, the run says that it
  /// waits for one.
  @Test
  void isTriedAgainWhenItsNodeIsDrained() throws Exception {
    try (Copy copy = site.copy("drained")) {
      copy.holdAt(toSource, () -> copy.start("1"));
      Pod worker = copy.awaitWorker("export");
      String node = worker.getSpec().getNodeName();
      toSource.become(new TestingProxy.Mode.Slow(Duration.ofMillis(200)));
      try {
        drain(node);
        Copy.letGo(toSource);
        copy.await("a place to work", () -> copy.reason().equals("Unschedulable"));
        copy.assertUntouched();
      } finally {
        installation.cluster().kubectl("uncordon", node).orFail();
      }
      copy.awaitSuccess("1");
      assertThat(copy.attempts("export"))
          .extracting(Attempt::number, Attempt::reason)
          .first()
          .isEqualTo(tuple(1, "Interrupted"));
      copy.assertCopied();
    }
  }

  private void drain(String node) {
    installation
        .cluster()
        .kubectl(
            "drain",
            node,
            "--ignore-daemonsets",
            "--delete-emptydir-data",
            "--pod-selector=sync.multiboard.io/role=export",
            "--timeout=60s")
        .orFail();
  }

  /// Its sync is another from then on, and so is its password. Whoever is logged in works on; who
  /// is refused now is tried again, and reads the Secret anew. The next run is the changed one.
  @Test
  void finishesAsItBeganWhateverIsChanged() throws Exception {
    Databases databases = site.databases();
    String password = databases.password();
    databases
        .target()
        .execute(
            "CREATE ROLE renewed LOGIN CREATEDB PASSWORD '%s' IN ROLE loader, pg_signal_backend"
                .formatted(password));
    site.apply(databases.login("renewed", "renewed", password));
    try (Copy copy = Copy.of(site, "renewed", "renewed")) {
      copy.holdAt(toTarget, () -> copy.start("1"));
      databases.target().execute("ALTER ROLE renewed PASSWORD '%s-2'".formatted(password));
      site.apply(databases.login("renewed", "renewed", password + "-2"));
      copy.start("2", "export: {compression: {algorithm: Gzip}}");
      Copy.letGo(toTarget);
      copy.awaitSuccess("2");
      List<RunStatus> runs = copy.runs().stream().map(DatabaseSyncRun::getStatus).toList();
      assertThat(runs)
          .allMatch(run -> Conditions.holds(run.conditions(), "Succeeded"))
          .extracting(RunStatus::resolved)
          .extracting(Resolved::trigger, resolved -> resolved.export().compression().algorithm())
          .containsExactly(
              tuple("1", Compression.Algorithm.Zstd), tuple("2", Compression.Algorithm.Gzip));
      assertThat(runs.getFirst().attempts())
          .filteredOn(attempt -> Boolean.FALSE.equals(attempt.succeeded()))
          .extracting(Attempt::reason)
          .allMatch("PasswordChanged"::equals);
      copy.assertCopied();
    }
  }
}
