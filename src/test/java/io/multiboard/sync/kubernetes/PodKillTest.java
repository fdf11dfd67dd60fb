package io.multiboard.sync.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.multiboard.sync.manifest.Attempt;
import io.multiboard.sync.manifest.RunStatus;
import io.multiboard.sync.manifest.RunStatus.TargetState;
import io.multiboard.sync.proof.Witness;
import io.multiboard.sync.testing.TestingProxy;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// F1, F2, F6 to F8, F19: pods are killed, runs cancelled and syncs deleted while tables are
/// copied.
@ExtendWith(Site.Opening.class)
class PodKillTest {
  private final Site site = Site.shared();
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

  @Test
  void exportsAnewAfterAKill() throws Exception {
    try (Copy copy = site.copy("export-killed")) {
      copy.holdAt(toSource, () -> copy.start("1"));
      Pod worker = copy.awaitWorker("export");
      new Traces(site).assertNoProcessTells();
      kill(worker);
      copy.assertUntouched();
      Copy.letGo(toSource);
      copy.awaitSuccess("1");
      assertTriedTwice(copy, "export");
      assertWhole(copy);
    }
  }

  @Test
  void importsAnewAfterAKillOfWorkerAndOperator() throws Exception {
    try (Copy copy = site.copy("import-killed")) {
      copy.holdAt(toTarget, () -> copy.start("1"));
      Pod worker = copy.awaitWorker("import");
      kill(site.installation().operatorPod(), worker);
      Copy.letGo(toTarget);
      copy.assertUntouched();
      copy.awaitSuccess("1");
      assertTriedTwice(copy, "import");
      assertThat(copy.attempts("export")).hasSize(1);
      assertWhole(copy);
    }
  }

  @Test
  void adoptsARunThatEndedWhileNoOperatorWasThere() throws Exception {
    try (Copy copy = site.copy("adopted")) {
      copy.holdAt(toSource, () -> copy.start("1"));
      site.installation().scale(0);
      Copy.letGo(toSource);
      copy.await(
          "the end of the workers",
          () -> jobs(copy).stream().allMatch(job -> job.getStatus().getSucceeded() != null));
      site.installation().scale(1);
      RunStatus run = copy.awaitSuccess("1");
      assertThat(run.attempts()).allMatch(attempt -> attempt.number() == 1);
      assertWhole(copy);
    }
  }

  /// A worker may have swapped before it hears of it; then the status says that.
  @Test
  void endsInAStatedStateWhenCancelled() throws Exception {
    try (Copy copy = site.copy("cancelled")) {
      copy.holdAt(toTarget, () -> copy.start("1"));
      copy.cancel();
      copy.await("the end of the workers", () -> isEnding(copy));
      Copy.letGo(toTarget);
      RunStatus run = copy.awaitEnd("1");
      if (copy.isOld()) {
        assertThat(copy.reason()).isEqualTo("Cancelled");
        assertThat(run.targetState()).isIn(TargetState.Untouched, TargetState.RolledBack);
      } else {
        assertThat(copy.reason()).isIn("Cancelled", "Succeeded");
        assertThat(run.targetState()).isEqualTo(TargetState.Swapped);
      }
      copy.assertOldOrNew();
      assertNothingIsLeft();
    }
  }

  private boolean isEnding(Copy copy) {
    return copy.run().hasEnded()
        || jobs(copy).stream().anyMatch(job -> job.getMetadata().getDeletionTimestamp() != null);
  }

  @Test
  void endsTheWorkOfADeletedSync() throws Exception {
    try (Copy copy = site.copy("deleted")) {
      copy.holdAt(toTarget, () -> copy.start("1"));
      site.installation().kubectl("delete", "dbsync", copy.name(), "--wait=false").orFail();
      Copy.letGo(toTarget);
      copy.await("the end of the runs", () -> copy.runs().isEmpty());
      copy.await("the end of the Jobs", () -> jobs(copy).isEmpty());
      copy.assertOldOrNew();
      assertNothingIsLeft();
    }
  }

  private void kill(Pod... pods) {
    for (Pod pod : pods) {
      site.installation()
          .kubectl("delete", "pod", pod.getMetadata().getName(), "--grace-period=0", "--force")
          .orFail();
    }
  }

  private static void assertTriedTwice(Copy copy, String role) {
    List<Attempt> attempts = copy.attempts(role);
    assertThat(attempts).extracting(Attempt::number).containsExactly(1, 2);
    assertThat(attempts.getFirst())
        .returns(false, Attempt::succeeded)
        .returns("WorkerLost", Attempt::reason);
  }

  /// I1 to I4, I6.
  private void assertWhole(Copy copy) {
    copy.assertCopied();
    assertThat(jobs(copy)).extracting(job -> job.getMetadata().getName()).doesNotHaveDuplicates();
    assertThat(copy.status().archives()).hasSize(1);
    assertNothingIsLeft();
  }

  private void assertNothingIsLeft() {
    Witness.assertNoSession(site.databases().source());
    Witness.assertNoSession(site.databases().target());
  }

  /// The Jobs that export or import for a sync.
  private List<Job> jobs(Copy copy) {
    return site
        .installation()
        .client()
        .batch()
        .v1()
        .jobs()
        .inNamespace(site.installation().namespace())
        .withLabelIn("sync.multiboard.io/role", "export", "import")
        .list()
        .getItems()
        .stream()
        .filter(job -> job.getMetadata().getName().startsWith(copy.name() + "-"))
        .toList();
  }
}
