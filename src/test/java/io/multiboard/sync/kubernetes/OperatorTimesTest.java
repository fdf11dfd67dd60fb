package io.multiboard.sync.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.multiboard.sync.manifest.Condition.Truth;
import io.multiboard.sync.manifest.Conditions;
import io.multiboard.sync.manifest.DatabaseSync;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a schedule does on a real API server, by a clock that the test turns. Nodes are played.
class OperatorTimesTest {
  private static final Duration HOUR = Duration.ofHours(1);

  /// A full hour after the syncs here are made, at which they are due.
  private final Instant first =
      Instant.now().truncatedTo(ChronoUnit.HOURS).plus(HOUR.multipliedBy(2));

  private final TestingClock clock = new TestingClock();
  private int changes;

  /// Turns the clock, and waits until the operator has decided by it.
  private DatabaseSync at(Instant now, Shop shop) {
    clock.set(now);
    return change(shop, "");
  }

  private DatabaseSync change(Shop shop, String more) {
    shop.patch("hourly", "{\"failedRunsHistoryLimit\":" + (10 + ++changes) + more + "}");
    return shop.awaitSync(
        "hourly",
        sync ->
            sync.getStatus() != null
                && sync.getMetadata()
                    .getGeneration()
                    .equals(sync.getStatus().observedGeneration()));
  }

  private void open(Shop shop, String more) {
    shop.sync("hourly", "schedule: 0 * * * *" + more);
    shop.operator(clock, Optional.empty(), _ -> {});
  }

  private static List<String> missed(Shop shop, DatabaseSync sync) {
    return shop.eventsAbout(sync.getMetadata().getUid()).stream()
        .filter(event -> event.getReason().equals("ScheduleMissed"))
        .map(Event::getNote)
        .toList();
  }

  @Test
  void startsNothingWhileSuspendedAndMakesUpOnceAfterwards() {
    try (Shop shop = Shop.open("suspend")) {
      clock.set(first.minusSeconds(600));
      open(shop, "\n  suspend: true");
      DatabaseSync suspended = at(first.plus(HOUR.multipliedBy(3)).plusSeconds(60), shop);
      assertThat(Conditions.holds(suspended.getStatus().conditions(), "Suspended")).isTrue();
      assertThat(suspended.getStatus().nextRunTime()).isNull();
      assertThat(shop.runs("hourly")).isEmpty();

      change(shop, ",\"suspend\":false");
      shop.awaitSuccess(shop.awaitRunOf("hourly"));
      DatabaseSync resumed = change(shop, "");
      assertThat(resumed.getStatus().lastScheduleTime())
          .isEqualTo(first.plus(HOUR.multipliedBy(3)).toString());
      assertThat(resumed.getStatus().nextRunTime())
          .isEqualTo(first.plus(HOUR.multipliedBy(4)).toString());
      assertThat(shop.runs("hourly")).hasSize(1);
    }
  }

  @Test
  void leavesOutWhatComesLaterThanItsDeadline() {
    try (Shop shop = Shop.open("late")) {
      open(shop, "\n  startingDeadlineSeconds: 120");
      change(shop, "");
      shop.closeOperators();
      clock.set(first.plusSeconds(600));
      shop.operator(clock, Optional.empty(), _ -> {});
      DatabaseSync sync =
          shop.awaitSync(
              "hourly", each -> first.toString().equals(each.getStatus().lastScheduleTime()));
      assertThat(missed(shop, sync)).singleElement().asString().contains("startingDeadlineSeconds");
      assertThat(shop.runs("hourly")).isEmpty();
      at(first.plus(HOUR).plusSeconds(60), shop);
      shop.awaitSuccess(shop.awaitRunOf("hourly"));
    }
  }

  @Test
  void leavesOutOrReplacesWhileARunGoesOn() {
    try (Shop shop = Shop.open("policy")) {
      shop.kubelet.works(Said::checksOnly);
      clock.set(first.plusSeconds(60));
      open(shop, "");
      String run = shop.awaitRunOf("hourly");
      shop.awaitRun(run, each -> State.attempts(each, "import") == 1);

      DatabaseSync forbidden = at(first.plus(HOUR).plusSeconds(60), shop);
      assertThat(missed(shop, forbidden)).singleElement().asString().contains(run);
      assertThat(forbidden.getStatus().lastScheduleTime()).isEqualTo(first.plus(HOUR).toString());
      assertThat(shop.runs("hourly")).hasSize(1);

      clock.set(first.plus(HOUR.multipliedBy(2)).plusSeconds(60));
      change(shop, ",\"concurrencyPolicy\":\"Replace\"");
      DatabaseSyncRun replaced = shop.awaitRun(run, State::ended);
      assertThat(State.says(replaced, "Cancelled", Truth.True, "Cancelled")).isTrue();
      assertThat(shop.runs("hourly")).hasSize(2);
      shop.kubelet.works(Said::well);
      shop.runs("hourly").stream()
          .map(each -> each.getMetadata().getName())
          .filter(name -> !name.equals(run))
          .forEach(shop::awaitSuccess);
      assertThat(missed(shop, forbidden)).hasSize(1);
    }
  }

  /// F45: an hour forward and back again.
  @Test
  void runsNothingTwiceWhenTheClockIsPutBack() {
    try (Shop shop = Shop.open("clock")) {
      clock.set(first.plusSeconds(60));
      open(shop, "");
      String run = shop.awaitRunOf("hourly");
      shop.awaitSuccess(run);
      DatabaseSync back = at(first.minusSeconds(1800), shop);
      assertThat(back.getStatus().nextRunTime()).isEqualTo(first.toString());
      at(first.plusSeconds(120), shop);
      assertThat(shop.runs("hourly")).hasSize(1);
      at(first.plus(HOUR).plusSeconds(60), shop);
      shop.runs("hourly").stream()
          .map(each -> each.getMetadata().getName())
          .forEach(shop::awaitSuccess);
      assertThat(shop.runs("hourly")).hasSize(2);
    }
  }

  @Test
  void keepsToItsTimesAndItsHistory() {
    try (Shop shop = Shop.open("times")) {
      ZoneId berlin = ZoneId.of("Europe/Berlin");
      ZonedDateTime time = ZonedDateTime.now(berlin).plusDays(1).with(LocalTime.of(2, 30));
      shop.sync(
          "nightly",
          "schedule: 30 2 * * *\n  timeZone: Europe/Berlin\n  successfulRunsHistoryLimit: 1");
      clock.set(time.minusSeconds(10).toInstant());
      shop.operator(clock, Optional.empty(), _ -> {});
      shop.awaitSync("nightly", each -> State.isReady(each, Truth.True));
      String first = shop.awaitRunOf("nightly");
      shop.awaitRun(first, State::ended);
      shop.awaitSync("nightly", each -> each.getStatus().lastRun() != null);
      shop.closeOperators();
      // Away for three of its times: one run makes up for all, and takes the first one's place.
      clock.set(time.plusDays(3).plusHours(8).toInstant());
      shop.operator(clock, Optional.empty(), _ -> {});
      await()
          .atMost(Shop.PATIENCE)
          .until(() ->
              shop.runs("nightly").size() == 1
                  && !shop.runs("nightly").getFirst().getMetadata().getName().equals(first)
                  && State.ended(shop.runs("nightly").getFirst()));
      DatabaseSync sync = shop.awaitSync("nightly", each -> each.getStatus().history().size() == 2);
      assertThat(sync.getStatus().lastScheduleTime())
          .isEqualTo(time.plusDays(3).truncatedTo(ChronoUnit.MINUTES).toInstant().toString());
      assertThat(sync.getStatus().nextRunTime())
          .isEqualTo(time.plusDays(4).truncatedTo(ChronoUnit.MINUTES).toInstant().toString());
    }
  }
}
