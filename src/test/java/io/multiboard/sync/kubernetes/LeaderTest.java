package io.multiboard.sync.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.manifest.RunStatus;
import io.multiboard.sync.testing.TestingProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// F11, F12: of two operators one leads, and another takes over in the middle of a run.
@ExtendWith(Site.Opening.class)
class LeaderTest {
  private final Site site = Site.shared();
  private final Installation installation = site.installation();
  private final TestingProxy toSource = site.databases().toSource();

  @AfterEach
  void mend() {
    Copy.letGo(toSource);
    installation.scale(1);
  }

  @Test
  void anotherLeadsWhereOneIsKilledOrLosesItsLease() throws Exception {
    installation.scale(2);
    try (Copy copy = site.copy("led")) {
      copy.holdAt(toSource, () -> copy.start("1"));
      copy.awaitWorker("import");
      String first = installation.leader();
      installation.kubectl("delete", "pod", first, "--grace-period=0", "--force").orFail();
      copy.await("another leader", () -> installation.isLedByAnotherThan(first));
      installation
          .kubectl(
              "patch",
              "lease",
              installation.name(),
              "--type=merge",
              "--patch={\"spec\":{\"holderIdentity\":\"nobody\"}}")
          .orFail();
      copy.await("a leader again", () -> installation.leader().startsWith(installation.name()));
      Copy.letGo(toSource);
      RunStatus run = copy.awaitSuccess("1");
      assertThat(run.attempts()).allMatch(attempt -> attempt.number() == 1);
      copy.assertCopied();
    }
  }
}
