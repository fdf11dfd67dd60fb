package io.multiboard.sync.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.manifest.Condition;
import io.multiboard.sync.manifest.Conditions;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import io.multiboard.sync.manifest.RunStatus.TargetState;
import io.multiboard.sync.order.Outcome;
import io.multiboard.sync.order.WorkOrder;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is done about the remains of what is gone: of a run that is made again under its name, and
/// of workers that were killed while they wrote. Nodes are played.
class OperatorRemainsTest {
  @Test
  void aRunMadeAgainUnderItsNameTakesNothingOver() {
    try (Shop shop = Shop.open("again");
        Shop other = Shop.open("elsewhere")) {
      shop.kubelet.works(Said::checksOnly);
      shop.sync("nightly", "schedule: 0 0 1 1 *");
      shop.operator(other);
      shop.run("now", "nightly");
      DatabaseSyncRun former =
          shop.awaitRun(
              "now",
              run -> State.attempts(run, "import") == 1 && State.attempts(run, "export") == 1);
      assertThat(other.checksOf(shop.name)).isNotEmpty();
      shop.delete("now");
      shop.run("now", "nightly");
      shop.kubelet.works(Said::well);
      DatabaseSyncRun again = shop.awaitSuccess("now");
      String uid = again.getMetadata().getUid();
      assertThat(uid).isNotEqualTo(former.getMetadata().getUid());
      assertThat(again.getStatus().attempts())
          .isNotEmpty()
          .allSatisfy(attempt -> assertThat(attempt.succeeded()).isTrue());
      assertThat(path(again)).isNotEqualTo(path(former));
      assertThat(other.checksOf(shop.name))
          .isNotEmpty()
          .allSatisfy(check ->
              assertThat(check.getMetadata().getLabels())
                  .containsEntry("sync.multiboard.io/run-uid", uid));
    }
  }

  private static String path(DatabaseSyncRun run) {
    return Objects.requireNonNull(Objects.requireNonNull(run.getStatus().resolved()).archivePath());
  }

  @Test
  void asksTheTargetWhatBecameOfItWhereItsWriterIsGone() {
    try (Shop shop = Shop.open("killed")) {
      shop.kubelet.silences(true);
      shop.kubelet.works(OperatorRemainsTest::tidies);
      shop.sync("nightly", "schedule: 0 0 1 1 *");
      shop.operator();
      DatabaseSyncRun settled = cancelled(shop, "first");
      assertThat(settled.getStatus().targetState()).isEqualTo(TargetState.RolledBack);
      assertThat(State.attempts(settled, "cleanup")).isEqualTo(1);

      shop.kubelet.works(order ->
          order instanceof WorkOrder.Cleanup
              ? Optional.of(Said.failed(order, Reason.AuthenticationFailed))
              : Said.checksOnly(order));
      DatabaseSyncRun open = cancelled(shop, "second");
      assertThat(open.getStatus().targetState()).isNull();
      assertThat(Conditions.find(open.getStatus().conditions(), "Cancelled"))
          .map(Condition::message)
          .get()
          .asString()
          .contains("could not be asked");
    }
  }

  private static Optional<Outcome> tidies(WorkOrder order) {
    return order instanceof WorkOrder.Cleanup ? Said.well(order) : Said.checksOnly(order);
  }

  private static DatabaseSyncRun cancelled(Shop shop, String run) {
    shop.run(run, "nightly");
    shop.awaitRun(run, each -> State.attempts(each, "import") == 1);
    shop.cancel(run);
    return shop.awaitRun(run, State::ended);
  }
}
