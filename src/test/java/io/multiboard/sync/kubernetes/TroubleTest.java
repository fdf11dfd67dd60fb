package io.multiboard.sync.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.manifest.Condition;
import io.multiboard.sync.manifest.Conditions;
import io.multiboard.sync.manifest.ConnectionStatus;
import io.multiboard.sync.manifest.DatabaseConnection;
import io.multiboard.sync.manifest.RunStatus.TargetState;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/// F4, F21, F24: what keeps a worker from its work stands on the resources, in one word and with a
/// remedy; where it goes, the next run does well. The cases go side by side.
@ExtendWith(Site.Opening.class)
class TroubleTest {
  private final Site site = Site.shared();

  @AfterAll
  static void leavesNoTrace() throws Exception {
    new Traces(Site.shared()).assertNone();
  }

  @Test
  void saysWhatIsWrongWithALoginAndRecovers() throws Exception {
    site.apply(site.databases().login("wrong", "loader", "not-" + UUID.randomUUID()));
    try (Copy missing = Copy.of(site, "secret-missing", "late");
        Copy wrong = Copy.of(site, "password-wrong", "wrong")) {
      missing.start("1");
      wrong.start("1");
      assertRefused(missing, "SecretNotFound");
      assertRefused(wrong, "AuthenticationFailed");
      site.apply(
          site.databases().login("late", "loader") + site.databases().login("wrong", "loader"));
      missing.start("2");
      wrong.start("2");
      missing.awaitSuccess("2");
      wrong.awaitSuccess("2");
      missing.assertCopied();
      wrong.assertCopied();
    }
  }

  @Test
  void saysWhyAPodDoesNotWork() throws Exception {
    String large = "worker: {resources: {requests: {cpu: 1000}}}";
    String small = "worker: {resources: {requests: {memory: 24Mi}, limits: {memory: 24Mi}}}";
    try (Copy tooLarge = site.copy("too-large");
        Copy late = site.copy("late-one");
        Copy tooSmall = site.copy("too-small");
        Copy homeless = site.copy("homeless")) {
      tooLarge.start("1", large);
      late.start("1", large, "activeDeadlineSeconds: 10");
      tooSmall.start("1", small, "backoffLimit: 0");
      homeless.start("1", "archive: {volume: {claimName: nowhere}}");
      for (Copy waiting : List.of(tooLarge, homeless)) {
        waiting.await("a cause", () -> waiting.reason().equals("Unschedulable"));
        waiting.cancel();
        assertEnds(waiting, "Cancelled");
      }
      assertEnds(tooSmall, "OOMKilled");
      assertEnds(late, "DeadlineExceeded");
    }
  }

  /// An image that no node gets, and an operator that ends at its beginning: the one at work is
  /// replaced by none that does not become ready.
  @Test
  @EnabledIfSystemProperty(named = "longer", matches = "true")
  void saysThatThereIsNoImageAndOutlivesAWrongSetting() throws Exception {
    Installation installation = site.installation();
    String deployment = "deployment/" + installation.name();
    try (Copy copy = site.copy("no-image")) {
      String image = "MULTIBOARD_SYNC_IMAGE=127.0.0.1:1/none:1";
      String policy = "MULTIBOARD_SYNC_PULL_POLICY=IfNotPresent";
      installation.kubectl("set", "env", deployment, image, policy).orFail();
      installation.scale(1);
      copy.start("1");
      copy.await(
          "a cause", () -> List.of("ErrImagePull", "ImagePullBackOff").contains(copy.reason()));
      copy.cancel();
      assertEnds(copy, "Cancelled");
      installation.helm("upgrade", Site.VALUES);
      String wrong = "MULTIBOARD_SYNC_MAX_CONCURRENT_RUNS=many";
      installation.kubectl("set", "env", deployment, wrong).orFail();
      copy.await("an operator that ends", () -> endsAgainAndAgain(installation));
      copy.start("2");
      copy.awaitSuccess("2");
    } finally {
      installation.helm("upgrade", Site.VALUES);
    }
  }

  private static boolean endsAgainAndAgain(Installation installation) {
    return installation
        .kubectl("logs", "--prefix", "-l", "app.kubernetes.io/component=operator", "--tail=50")
        .output()
        .contains("MULTIBOARD_SYNC_MAX_CONCURRENT_RUNS");
  }

  private void assertRefused(Copy copy, String reason) throws Exception {
    assertEnds(copy, reason);
    assertThat(copy.run().targetState()).isEqualTo(TargetState.Untouched);
    assertThat(copy.run().attempts())
        .filteredOn(attempt -> reason.equals(attempt.reason()))
        .as("permanent, so never tried again")
        .hasSize(1);
    copy.await("the connection's own condition", () -> connection(copy).reason().equals(reason));
  }

  private static void assertEnds(Copy copy, String reason) throws Exception {
    copy.awaitEnd("1");
    assertThat(copy.reason()).isEqualTo(reason);
    copy.await(
        "the sync's own word",
        () ->
            Conditions.find(copy.status().conditions(), "LastRunSucceeded")
                .filter(said -> !said.holds() && said.reason().equals(reason))
                .isPresent());
    copy.assertUntouched();
  }

  private Condition connection(Copy copy) {
    return Optional.ofNullable(
            site.installation()
                .client()
                .resources(DatabaseConnection.class)
                .inNamespace(site.installation().namespace())
                .withName(copy.name())
                .get())
        .map(DatabaseConnection::getStatus)
        .map(ConnectionStatus::conditions)
        .flatMap(conditions -> Conditions.find(conditions, "Ready"))
        .orElseThrow();
  }
}
