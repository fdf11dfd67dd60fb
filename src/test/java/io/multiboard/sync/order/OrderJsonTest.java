package io.multiboard.sync.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Orders, outcomes and progress as JSON: nothing is lost, and nothing else is taken.
class OrderJsonTest {
  private static final Instant NOW = Instant.parse("2026-11-21T14:00:00.123456Z");
  private static final RunId RUN = RunId.ofTrigger("f00d", "2026-11-21");
  private static final Assignment ASSIGNMENT =
      new Assignment("shop", "nightly", RUN.runName("nightly"), RUN, 2);
  private static final DatabaseAccess ACCESS =
      new DatabaseAccess(
          "production",
          "db.shop.svc",
          5432,
          "Shöp \"x\"",
          DatabaseAccess.Tls.VerifyFull,
          "production-login",
          Optional.of("ca"),
          DatabaseAccess.Files.passwordAt(true));
  private static final ArchivePlace PLACE = ArchivePlace.of("shop", "nightly", ASSIGNMENT.run());
  private static final DatabaseIdentity IDENTITY =
      new DatabaseIdentity("7351234567890123456", 16_384, NOW, NOW);
  private static final Protection PROTECTION =
      new Protection(
          List.of(
              new Protection.Other(
                  "production", Protection.Kind.Source, Optional.of(IDENTITY), Optional.empty()),
              new Protection.Other(
                  "billing",
                  Protection.Kind.Production,
                  Optional.empty(),
                  Optional.of("7351234567890123456"))),
          false);

  static List<WorkOrder> orders() {
    return List.of(
        new WorkOrder.Export(
            ASSIGNMENT,
            ACCESS,
            PLACE,
            ExportChoices.DEFAULT,
            new Retention(3, Optional.of(Duration.ofHours(72)), OptionalLong.of(1L << 33))),
        new WorkOrder.Import(
            ASSIGNMENT,
            ACCESS,
            PLACE,
            true,
            ImportChoices.DEFAULT,
            PROTECTION,
            Optional.of(DoneMark.of("shop", "nightly", "1"))),
        new WorkOrder.Check(ASSIGNMENT, ACCESS),
        new WorkOrder.Plan(
            ASSIGNMENT,
            WorkOrder.Plan.Side.Target,
            ACCESS,
            PLACE,
            ExportChoices.DEFAULT,
            ImportChoices.DEFAULT,
            PROTECTION),
        new WorkOrder.Rollback(ASSIGNMENT, ACCESS, Duration.ofHours(24), PROTECTION),
        new WorkOrder.Cleanup(
            ASSIGNMENT, Optional.empty(), Optional.of(PLACE), Retention.DEFAULT, true));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void anOrderIsReadAsItWasWritten(WorkOrder order) {
    String json = OrderJson.write(order);

    assertThat(OrderJson.order(json)).isEqualTo(order);
    assertThat(json).contains("\"role\":\"" + order.role().text() + "\"").doesNotContain("\n");
  }

  @Test
  void absentValuesMayBeLeftOut() {
    WorkOrder order = new WorkOrder.Check(ASSIGNMENT, accessWithoutAuthority());
    String json =
        OrderJson.write(order)
            .replaceAll(",?\"(caSecretName|authority|certificate|key)\":null", "");

    assertThat(json).doesNotContain("null");
    assertThat(OrderJson.order(json)).isEqualTo(order);
  }

  private static DatabaseAccess accessWithoutAuthority() {
    return new DatabaseAccess(
        "production",
        "::1",
        5432,
        "shop",
        DatabaseAccess.Tls.Disable,
        "production-login",
        Optional.empty(),
        DatabaseAccess.Files.passwordAt(false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"attempt\":2 | \"attempt\":0",
        "\"attempt\":2 | \"attempt\":2.5",
        "\"attempt\":2 | \"attempt\":\"2\"",
        "\"attempt\":2 | \"attempts\":2",
        "\"attempt\":2 | \"attempt\":2,\"attempt\":3",
        "\"attempt\":2 | \"attempt\":null",
        "\"port\":5432 | \"port\":65536",
        "\"port\":5432, | ``",
        "\"role\":\"check\" | \"role\":\"chek\"",
        "VerifyFull | verifyfull",
        "\"VerifyFull\" | 0",
        "\"namespace\":\"shop\" | \"namespace\":\"../shop\"",
        "/etc/multiboard/database/username | ../username",
        "/etc/multiboard/database/username | /etc/../root/username",
        "\"production-login\" | \"\"",
        "}}} | }}",
      })
  void whatIsNoOrderIsRefused(String good, String bad) {
    String json = OrderJson.write(new WorkOrder.Check(ASSIGNMENT, ACCESS));
    assertThat(json).contains(good);

    assertThatThrownBy(() -> OrderJson.order(json.replace(good, bad)))
        .isInstanceOfSatisfying(
            SyncException.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.InvalidConfiguration));
    assertThatThrownBy(() -> OrderJson.order(json + "{}")).isInstanceOf(SyncException.class);
  }

  @Test
  void aRefusalNamesTheFieldAndQuotesNothing() {
    String json = OrderJson.write(new WorkOrder.Check(ASSIGNMENT, ACCESS));

    assertThatThrownBy(() -> OrderJson.order(json.replace("\"port\":5432", "\"port\":77777")))
        .hasMessageContaining("port is not from 1 to 65535")
        .hasMessageNotContaining("db.shop.svc");
  }

  @Test
  void outcomesAreReadAsTheyWereWritten() {
    Report report = Report.of(orders().getFirst(), NOW, NOW, Report.Fate.Untouched);
    for (Outcome outcome :
        List.of(
            new Outcome.Succeeded(full()),
            new Outcome.Failed(Reason.Unreachable, "no", "yes", report),
            new Outcome.Interrupted(report),
            new Outcome.Cancelled(report))) {
      assertThat(OrderJson.outcome(OrderJson.write(outcome))).isEqualTo(outcome);
    }
    assertThat(new Outcome.Failed(Reason.Unreachable, "", "", report).retryHelps()).isTrue();
    assertThat(new Outcome.Failed(Reason.ArchiveCorrupt, "", "", report).retryHelps()).isFalse();
    assertThat(new Outcome.Interrupted(report).retryHelps()).isTrue();
  }

  @Test
  void anOutcomeFitsTheTerminationMessage() {
    String longText = "Übel \"\\\n".repeat(4000);
    Outcome outcome = new Outcome.Failed(Reason.VerificationFailed, longText, longText, full());

    String json = OrderJson.write(outcome, Outcome.LONGEST_MESSAGE);

    assertThat(json.getBytes(StandardCharsets.UTF_8).length)
        .isLessThanOrEqualTo(Outcome.LONGEST_MESSAGE);
    assertThat(OrderJson.outcome(json))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            told -> {
              assertThat(told.reason()).isEqualTo(Reason.VerificationFailed);
              assertThat(told.message()).startsWith("Übel");
              assertThat(told.report().archive()).isEqualTo(outcome.report().archive());
              assertThat(told.report().verification()).isEqualTo(outcome.report().verification());
            });
  }

  @Test
  void whatFitsIsNotShortened() {
    Outcome outcome =
        new Outcome.Succeeded(Report.of(orders().getFirst(), NOW, NOW, Report.Fate.Swapped));

    assertThat(OrderJson.outcome(OrderJson.write(outcome, Outcome.LONGEST_MESSAGE)))
        .isEqualTo(outcome);
  }

  @Test
  void progressIsReadAsItWasWritten() {
    Progress progress =
        new Progress(
            Role.IMPORT,
            RUN,
            1,
            Progress.Stage.Import,
            41.5,
            10,
            20,
            30,
            40,
            5,
            6,
            List.of("public.part"),
            7,
            8,
            Optional.of(9L));

    assertThat(OrderJson.progress(OrderJson.write(progress))).isEqualTo(progress);
  }

  private static Report full() {
    Report.Table table = new Report.Table("a_schema.a_table_with_a_long_name", 1, 2, 3.25);
    return new Report(
        Role.IMPORT,
        RUN,
        1,
        NOW,
        NOW,
        Report.Fate.Swapped,
        Optional.of(new Report.Archive("shop_nightly/x", 1L << 40, "ab".repeat(32), 60, 9, 8, NOW)),
        Optional.of(new Report.Verification("Counts", 60, 1_000_000)),
        Optional.of(
            new Report.Database(
                "18.6",
                Optional.of(IDENTITY),
                1,
                2,
                true,
                false,
                Collections.nCopies(100, "shop/nightly/0123456789abcdef"))),
        Optional.of(new Report.WayBack("multiboard_old_x", NOW)),
        Optional.of(
            new Report.Plan(
                1,
                2,
                3,
                Optional.of(4L),
                Collections.nCopies(
                    50, new Report.Finding("rule", "MissingRole", "m", "r", true)))),
        Collections.nCopies(20, table),
        Collections.nCopies(20, table),
        IntStream.range(0, 100).mapToObj(i -> "nightly-0123456789-" + i).toList());
  }
}
