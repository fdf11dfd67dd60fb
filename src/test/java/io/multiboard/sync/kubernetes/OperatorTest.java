package io.multiboard.sync.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.manifest.Condition.Truth;
import io.multiboard.sync.manifest.Conditions;
import io.multiboard.sync.manifest.DatabaseConnection;
import io.multiboard.sync.manifest.DatabaseSync;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import io.multiboard.sync.manifest.RunStatus.TargetState;
import io.multiboard.sync.order.WorkOrder;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The operator and a real API server: what only both together show. Nodes are played.
class OperatorTest {
  @Test
  void carriesASyncToItsEnd() {
    try (Shop shop = Shop.open("end")) {
      shop.sync("nightly", "trigger: one");
      shop.operator();
      DatabaseSyncRun run = shop.awaitSuccess(shop.awaitRunOf("nightly"));
      assertThat(Objects.requireNonNull(run.getStatus().progress()).percent()).isEqualTo(100);
      assertThat(run.getStatus().observedGeneration()).isEqualTo(run.getMetadata().getGeneration());
      assertThat(shop.jobs("export")).hasSize(1);
      assertThat(shop.jobs("import")).hasSize(1);
      shop.awaitSync("nightly", sync -> State.isReady(sync, Truth.True));
      shop.awaitConnection("staging", State::isChecked);
      assertThat(shop.eventsAbout(run.getMetadata().getUid()))
          .extracting(Event::getReason)
          .contains("RunStarted", "WorkerStarted", "RunSucceeded");
    }
  }

  @Test
  void letsOneRunGoForATargetAndTwoAtATime() {
    try (Shop shop = Shop.open("queue")) {
      shop.kubelet.works(Said::checksOnly);
      for (String other : List.of("qa", "demo")) {
        shop.connection(other, "environment: Test\n  allowOverwrite: true");
      }
      shop.sync("one", "schedule: 0 0 1 1 *");
      shop.sync("two", "schedule: 0 0 1 1 *", "qa");
      shop.sync("three", "schedule: 0 0 1 1 *", "demo");
      shop.run("a-first", "one");
      shop.operator();
      shop.awaitRun("a-first", State::started);
      shop.run("b-same-target", "one");
      shop.awaitRun("b-same-target", run -> State.queued(run, 1));
      shop.run("c-other-target", "two");
      shop.awaitRun("c-other-target", State::started);
      shop.run("d-third", "three");
      shop.awaitRun("d-third", run -> State.queued(run, 2));
      shop.kubelet.works(Said::well);
      for (String run : List.of("a-first", "b-same-target", "c-other-target", "d-third")) {
        shop.awaitSuccess(run);
      }
    }
  }

  @Test
  void triesAgainWhatMayPassAndNothingElse() {
    try (Shop shop = Shop.open("retry")) {
      shop.kubelet.works(order ->
          Optional.of(
              order instanceof WorkOrder.Import load && load.assignment().attempt() == 1
                  ? Said.failed(order, Reason.ConnectionLost)
                  : Said.done(order)));
      shop.sync("nightly", "trigger: one");
      shop.operator();
      DatabaseSyncRun run = shop.awaitSuccess(shop.awaitRunOf("nightly"));
      assertThat(shop.jobs("import")).hasSize(2);
      assertThat(shop.jobs("export")).hasSize(1);
      assertThat(shop.eventsAbout(run.getMetadata().getUid()))
          .extracting(Event::getReason)
          .contains("AttemptFailed");
      shop.kubelet.works(order ->
          Optional.of(
              order instanceof WorkOrder.Import
                  ? Said.failed(order, Reason.VerificationFailed)
                  : Said.done(order)));
      shop.run("again", "nightly");
      DatabaseSyncRun failed = shop.awaitRun("again", State::ended);
      assertThat(State.says(failed, "Stalled", Truth.True, "VerificationFailed")).isTrue();
      assertThat(failed.getStatus().attempts())
          .filteredOn(each -> each.role().equals("import"))
          .hasSize(1);
      assertThat(failed.getStatus().targetState()).isEqualTo(TargetState.Untouched);
    }
  }

  @Test
  void cancelsAndSaysWhatBecameOfTheTarget() {
    try (Shop shop = Shop.open("cancel")) {
      shop.kubelet.works(Said::checksOnly);
      shop.sync("nightly", "trigger: one");
      shop.operator();
      String name = shop.awaitRunOf("nightly");
      shop.awaitRun(
          name,
          run ->
              run.getStatus() != null
                  && run.getStatus().attempts().stream()
                          .filter(each -> List.of("import", "export").contains(each.role()))
                          .filter(each -> each.reason() == null)
                          .count()
                      == 2);
      shop.cancel(name);
      DatabaseSyncRun run = shop.awaitRun(name, State::ended);
      assertThat(State.says(run, "Cancelled", Truth.True, "Cancelled")).isTrue();
      assertThat(run.getStatus().targetState()).isEqualTo(TargetState.Untouched);
      await()
          .atMost(Shop.PATIENCE)
          .until(() -> shop.jobs("import").isEmpty() && shop.jobs("export").isEmpty());
      shop.awaitSync("nightly", sync -> State.isReady(sync, Truth.False));
    }
  }

  @Test
  void endsARunAtItsDeadline() {
    try (Shop shop = Shop.open("deadline")) {
      shop.kubelet.works(Said::checksOnly);
      shop.sync("nightly", "trigger: one\n  activeDeadlineSeconds: 10");
      shop.operator();
      DatabaseSyncRun run = shop.awaitRun(shop.awaitRunOf("nightly"), State::ended);
      assertThat(State.says(run, "Succeeded", Truth.False, "DeadlineExceeded")).isTrue();
    }
  }

  @Test
  void leavesForeignConditionsAlone() {
    try (Shop shop = Shop.open("foreign")) {
      shop.sync("nightly", "trigger: one");
      shop.client
          .resources(DatabaseSync.class)
          .inNamespace(shop.name)
          .withName("nightly")
          .subresource("status")
          .patch(
              PatchContext.of(PatchType.JSON_MERGE),
              """
              {"status":{"conditions":[{"type":"example.org/Audited","status":"True","reason":"Signed",
                "message":"by hand","lastTransitionTime":"2026-01-01T00:00:00Z"}]}}
              """);
      shop.operator();
      DatabaseSync sync = shop.awaitSync("nightly", each -> State.isReady(each, Truth.True));
      assertThat(Conditions.find(sync.getStatus().conditions(), "example.org/Audited"))
          .get()
          .satisfies(
              found -> assertThat(found.lastTransitionTime()).isEqualTo("2026-01-01T00:00:00Z"));
    }
  }

  @Test
  void removesWhatARunMayNotLeave() {
    try (Shop shop = Shop.open("clean")) {
      shop.sync("nightly", "trigger: one\n  archive: {retention: {keepLast: 0}}");
      shop.operator();
      DatabaseSyncRun run = shop.awaitRun(shop.awaitRunOf("nightly"), State::ended);
      shop.awaitRun(run.getMetadata().getName(), each -> State.attempts(each, "cleanup") == 1);
      assertThat(shop.jobs("cleanup")).hasSize(1);
      pause(Duration.ofSeconds(3));
      assertThat(shop.jobs("cleanup")).hasSize(1);
    }
  }

  @Test
  void saysWhyAConnectionIsNotReady() {
    try (Shop shop = Shop.open("connection")) {
      shop.kubelet.works(order -> Optional.of(Said.failed(order, Reason.AuthenticationFailed)));
      shop.operator();
      DatabaseConnection connection =
          shop.awaitConnection("staging", each -> isNotReady(each, "AuthenticationFailed"));
      assertThat(Conditions.holds(connection.getStatus().conditions(), "Stalled")).isTrue();
    }
  }

  @Test
  void saysThatATargetIsWellAgain() {
    try (Shop shop = Shop.open("well")) {
      shop.kubelet.works(order -> Optional.of(Said.failed(order, Reason.TlsRejected)));
      shop.operator();
      shop.awaitConnection("staging", each -> isNotReady(each, "TlsRejected"));
      shop.awaitConnection("production", each -> isNotReady(each, "TlsRejected"));
      shop.kubelet.works(Said::well);
      shop.sync("nightly", "schedule: 0 0 1 1 *");
      shop.run("now", "nightly");
      shop.awaitSuccess("now");
      shop.awaitConnection("staging", State::isChecked);
      shop.awaitConnection("production", State::isChecked);
    }
  }

  @Test
  void makesATargetThatIsNotThereYet() {
    try (Shop shop = Shop.open("absent")) {
      shop.kubelet.works(order ->
          Optional.of(
              order instanceof WorkOrder.Check check
                      && check.database().connection().equals("staging")
                  ? Said.failed(order, Reason.DatabaseNotFound)
                  : Said.done(order)));
      shop.sync("nightly", "trigger: one");
      shop.operator();
      shop.awaitConnection("staging", each -> isNotReady(each, "DatabaseNotFound"));
      DatabaseSyncRun run = shop.awaitSuccess(shop.awaitRunOf("nightly"));
      shop.awaitConnection("staging", State::isChecked);
      assertThat(shop.eventsAbout(run.getMetadata().getUid()))
          .extracting(Event::getReason)
          .doesNotContain("AttemptFailed");
    }
  }

  private static boolean isNotReady(DatabaseConnection connection, String reason) {
    return connection.getStatus() != null
        && Conditions.find(connection.getStatus().conditions(), "Ready")
            .filter(found -> found.status() == Truth.False && found.reason().equals(reason))
            .isPresent();
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
