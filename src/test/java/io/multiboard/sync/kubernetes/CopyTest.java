package io.multiboard.sync.kubernetes;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.manifest.ArchiveReport;
import io.multiboard.sync.manifest.Attempt;
import io.multiboard.sync.manifest.Conditions;
import io.multiboard.sync.manifest.RunProgress;
import io.multiboard.sync.manifest.RunStatus;
import io.multiboard.sync.manifest.RunStatus.TargetState;
import io.multiboard.sync.proof.Witness;
import io.multiboard.sync.server.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// From manifests to a proved copy, by the operator and its worker pods.
@ExtendWith(Site.Opening.class)
class CopyTest {
  private static final List<String> STAGES =
      List.of("Preflighted", "Exported", "Imported", "Verified", "Swapped", "Succeeded");

  private static final String TABLES =
      """
      SELECT count(*) FROM pg_class
       WHERE relkind = 'r' AND relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
      """;

  @Test
  void copiesAndProvesIt() throws Exception {
    Site site = Site.shared();
    Installation installation = site.installation();
    try (Copy copy = site.copy("once");
        Watched watched = new Watched(installation.client(), installation.namespace())) {
      copy.start("1");
      RunStatus run = copy.awaitSuccess("1");
      assertProved(site, run);
      assertHealthy(copy);
      copy.assertCopied();
      assertWayBack(site, run);
      assertOneWorkerOfARole(copy);
      assertArchived(installation, run);
      Witness.assertNoSession(site.databases().source());
      Witness.assertNoSession(site.databases().target());
      assertTruthfulProgress(watched, copy);
    }
  }

  @AfterAll
  static void leavesNoTrace() throws Exception {
    new Traces(Site.shared()).assertNone();
  }

  private static void assertProved(Site site, RunStatus run) throws Exception {
    assertThat(STAGES).allMatch(stage -> Conditions.holds(run.conditions(), stage));
    assertThat(run.targetState()).isEqualTo(TargetState.Swapped);
    RunStatus.Proof proof = requireNonNull(run.verification());
    assertThat(proof.differing()).isZero();
    assertThat(proof.tables().toString()).isEqualTo(site.original().query(TABLES));
    assertThat(proof.rows()).isPositive().isEqualTo(requireNonNull(run.progress()).rows());
  }

  private static void assertHealthy(Copy copy) {
    assertThat(List.of("Ready", "LastRunSucceeded"))
        .allMatch(type -> Conditions.holds(copy.status().conditions(), type));
    assertThat(List.of("Reconciling", "Stalled", "Suspended"))
        .noneMatch(type -> Conditions.holds(copy.status().conditions(), type));
    assertThat(copy.status().archives()).hasSize(1);
    assertThat(copy.status().history()).hasSize(1);
  }

  private static void assertWayBack(Site site, RunStatus run) throws Exception {
    String name = requireNonNull(run.wayBack()).database();
    TestDatabase former = new TestDatabase(site.databases().target(), name);
    assertThat(former.query("SELECT said FROM former")).isEqualTo("what was there");
  }

  private static void assertOneWorkerOfARole(Copy copy) {
    assertThat(copy.run().attempts())
        .allMatch(attempt -> attempt.number() == 1 && Boolean.TRUE.equals(attempt.succeeded()))
        .extracting(Attempt::role)
        .containsOnlyOnce("export", "import")
        .contains("check");
  }

  private static void assertArchived(Installation installation, RunStatus run) throws Exception {
    ArchiveReport archive = requireNonNull(run.archive());
    Optional<Path> volume = installation.volume(requireNonNull(archive.claimName()));
    if (volume.isPresent()) {
      Path folder = volume.get().resolve(archive.path());
      assertThat(folder.resolve("archive")).isDirectoryContaining("glob:**toc.dat");
      try (Stream<Path> all = Files.list(folder)) {
        assertThat(all.map(file -> file.getFileName().toString()))
            .containsExactlyInAnyOrder("archive", "outcome-export-1.json", "outcome-import-1.json");
      }
    }
  }

  private static void assertTruthfulProgress(Watched watched, Copy copy) {
    String run = copy.runs().getLast().getMetadata().getName();
    copy.await(
        "the watch to tell the end",
        () -> watched.statuses(run).stream().anyMatch(CopyTest::saysAllIsDone));
    assertThat(watched.percents(run)).isNotEmpty().allSatisfy(all -> assertThat(all).isSorted());
    assertThat(watched.statuses(run))
        .filteredOn(CopyTest::saysAllIsDone)
        .allMatch(each -> Conditions.holds(each.conditions(), "Swapped"));
  }

  private static boolean saysAllIsDone(RunStatus run) {
    return Optional.ofNullable(run.progress())
        .map(RunProgress::percent)
        .filter(percent -> percent == 100)
        .isPresent();
  }
}
