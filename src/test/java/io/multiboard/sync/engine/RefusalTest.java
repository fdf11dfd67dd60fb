package io.multiboard.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.multiboard.sync.engine.archive.ArchiveFolder;
import io.multiboard.sync.engine.target.Finding;
import io.multiboard.sync.engine.target.Guard;
import io.multiboard.sync.engine.target.ImportOptions;
import io.multiboard.sync.engine.target.MissingRoles;
import io.multiboard.sync.engine.target.Ownership;
import io.multiboard.sync.engine.target.Privileges;
import io.multiboard.sync.engine.target.RunNames;
import io.multiboard.sync.engine.target.Strategy;
import io.multiboard.sync.engine.target.TargetLock;
import io.multiboard.sync.engine.target.TargetOnlyObjects;
import io.multiboard.sync.engine.target.VerifyMode;
import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import io.multiboard.sync.server.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What keeps an import from beginning. After each refusal the target is as it was.
class RefusalTest {
  @TempDir Path folder;

  private final TestServer server = TestServers.v15();
  private final ImportOptions usual = ImportOptions.DEFAULTS;
  private TestDatabase source;
  private TestDatabase target;
  private ArchiveFolder archive;

  @BeforeEach
  void prepare() throws SQLException {
    TestingShop.roles(server, "import_plain");
    source =
        server
            .createDatabase()
            .execute("CREATE TABLE part (id int); INSERT INTO part VALUES (1), (2)");
    target =
        server
            .createDatabase("refuse_" + TestingShop.runId())
            .execute("CREATE TABLE part (id int)");
    archive = TestingShop.archive(source, folder.resolve("archive"));
  }

  @AfterEach
  void tidy() throws SQLException {
    archive.close();
    source.close();
    target.close();
  }

  private void allow() {
    new Allow(Guard.NONE).run(connector());
  }

  private Connector connector() {
    return TestingShop.connector(server, target.name());
  }

  private SyncException refusal(Connector into, ImportOptions options, Guard guard)
      throws SQLException {
    ImportRequest request = new ImportRequest(into, archive, TestingShop.runId(), options, guard);
    Plan plan = Plan.of(Plan.Request.of(request));
    SyncException refusal =
        catchThrowableOfType(SyncException.class, () -> new Import(EventSink.NONE).run(request));
    assertThat(refusal).isNotNull();
    assertThat(plan.isForbidden()).isTrue();
    assertThat(plan.findings().stream().filter(Finding::blocking).map(Finding::reason))
        .contains(refusal.reason());
    assertThat(refusal.remedy()).isNotEmpty();
    assertThat(target.query("SELECT count(*) FROM part")).isEqualTo("0");
    assertThat(TestingShop.ours(server, target.name())).isEmpty();
    return refusal;
  }

  private SyncException refusal(ImportOptions options) throws SQLException {
    return refusal(connector(), options, Guard.NONE);
  }

  private ImportOptions with(Strategy strategy, VerifyMode verify) {
    return new ImportOptions(
        2,
        strategy,
        usual.ownership(),
        usual.privileges(),
        usual.missingRoles(),
        usual.targetOnlyObjects(),
        verify,
        Duration.ofHours(1));
  }

  private ImportOptions with(Ownership ownership, MissingRoles roles, TargetOnlyObjects objects) {
    return new ImportOptions(
        2,
        Strategy.Swap,
        ownership,
        Privileges.Target,
        roles,
        objects,
        VerifyMode.Counts,
        Duration.ofHours(1));
  }

  @Test
  void aTargetWithoutTheMark() throws SQLException {
    SyncException refusal = refusal(usual);
    assertThat(refusal.reason()).isEqualTo(Reason.TargetNotMarked);
    assertThat(refusal)
        .hasMessageContaining("multiboard:overwritable")
        .hasMessageContaining("rule 2");
    assertThat(refusal.remedy()).contains("multiboard-sync allow");
    allow();
    new Import(EventSink.NONE).run(TestingShop.request(connector(), archive, usual));
    assertThat(target.query("SELECT count(*) FROM part")).isEqualTo("2");
  }

  @Test
  void databasesForMaintenance() throws SQLException {
    for (String name : List.of("postgres", "template1", "template0")) {
      SyncException refusal = refusal(TestingShop.connector(server, name), usual, Guard.NONE);
      assertThat(refusal.reason()).isEqualTo(Reason.TargetIsMaintenanceDatabase);
    }
  }

  @Test
  void theSourceItself() throws SQLException {
    allow();
    Guard guard = new Guard(Optional.of(connector()), List.of(), false);
    assertThat(refusal(connector(), usual, guard).reason()).isEqualTo(Reason.TargetIsSource);
    Guard insisting = new Guard(Optional.of(connector()), List.of(), true);
    assertThat(refusal(connector(), usual, insisting).reason()).isEqualTo(Reason.TargetIsSource);
  }

  @Test
  void aProductionDatabase() throws SQLException {
    allow();
    Guard guard = production(connector(), Optional.empty());
    SyncException refusal = refusal(connector(), usual, guard);
    assertThat(refusal.reason()).isEqualTo(Reason.TargetIsProduction);
    assertThat(refusal)
        .hasMessageContaining("PRODUCTION_DATABASE_URL")
        .hasMessageContaining("rule 3");
  }

  @Test
  void anyTargetWhenAProductionDatabaseCannotBeRead() throws SQLException {
    allow();
    Connector gone = TestingShop.connector(server, "there_is_no_such_database");
    SyncException unknown = refusal(connector(), usual, production(gone, Optional.empty()));
    assertThat(unknown.reason()).isEqualTo(Reason.TargetIsProduction);
    long system = Long.parseLong(target.query("SELECT system_identifier FROM pg_control_system()"));
    assertThat(refusal(connector(), usual, production(gone, Optional.of(system))).reason())
        .isEqualTo(Reason.TargetIsProduction);
    Guard elsewhere = production(gone, Optional.of(system + 1));
    new Import(EventSink.NONE)
        .run(new ImportRequest(connector(), archive, TestingShop.runId(), usual, elsewhere));
    assertThat(target.query("SELECT count(*) FROM part")).isEqualTo("2");
  }

  private static Guard production(Connector connector, Optional<Long> lastKnown) {
    return new Guard(
        Optional.empty(),
        List.of(new Guard.Production("PRODUCTION_DATABASE_URL", connector, lastKnown)),
        false);
  }

  @Test
  void aTargetThatIsBeingWritten() throws SQLException {
    allow();
    try (TargetLock held =
        TargetLock.take(connector(), new RunNames(target.name(), "someone-else"))) {
      assertThat(held.session().backendId()).isPositive();
      SyncException refusal =
          catchThrowableOfType(
              SyncException.class,
              () ->
                  new Import(EventSink.NONE).run(TestingShop.request(connector(), archive, usual)));
      assertThat(refusal.reason()).isEqualTo(Reason.TargetBusy);
      assertThat(refusal).hasMessageContaining("someone-else");
    }
    new Import(EventSink.NONE).run(TestingShop.request(connector(), archive, usual));
  }

  @Test
  void objectsThatOnlyTheTargetHas() throws SQLException {
    target.execute(
        "CREATE SCHEMA extra; CREATE VIEW extra.v AS SELECT 1 AS a;"
            + " CREATE FUNCTION f(int, text) RETURNS int LANGUAGE sql AS 'SELECT 1'");
    allow();
    SyncException refusal = refusal(usual);
    assertThat(refusal.reason()).isEqualTo(Reason.TargetOnlyObjects);
    assertThat(refusal)
        .hasMessageContaining("view extra.v")
        .hasMessageContaining("schema extra")
        .hasMessageContaining("routine public.f(integer, text)");
    ImportOptions dropping = with(Ownership.Target, MissingRoles.Fail, TargetOnlyObjects.Drop);
    new Import(EventSink.NONE).run(TestingShop.request(connector(), archive, dropping));
    assertThat(target.query("SELECT to_regclass('extra.v')")).isEqualTo("NULL");
  }

  @Test
  void whatStandsInTheWayOfARename() throws SQLException {
    allow();
    server.execute("ALTER DATABASE " + target.name() + " IS_TEMPLATE true");
    assertThat(refusal(usual)).hasMessageContaining("template");
    server.execute("ALTER DATABASE " + target.name() + " IS_TEMPLATE false");
    target.query("SELECT pg_create_logical_replication_slot('in_the_way', 'pgoutput')");
    assertThat(refusal(usual)).hasMessageContaining("replication slot \"in_the_way\"");
    target.query("SELECT pg_drop_replication_slot('in_the_way')");
    try (Connection connection = target.connect()) {
      connection.setAutoCommit(false);
      connection.createStatement().execute("INSERT INTO part VALUES (9)");
      connection.createStatement().execute("PREPARE TRANSACTION 'in_the_way'");
    }
    SyncException refusal = refusal(usual);
    assertThat(refusal.reason()).isEqualTo(Reason.TargetInUse);
    assertThat(refusal).hasMessageContaining("prepared transaction \"in_the_way\"");
    target.execute("ROLLBACK PREPARED 'in_the_way'");
  }

  @Test
  void whatComesLater() throws SQLException {
    allow();
    for (ImportOptions options :
        List.of(
            with(Strategy.DataOnly, VerifyMode.Counts),
            with(Strategy.InPlace, VerifyMode.Counts),
            with(Strategy.Swap, VerifyMode.Content))) {
      SyncException refusal = refusal(options);
      assertThat(refusal.reason()).isEqualTo(Reason.UnsupportedStrategy);
      assertThat(refusal).hasMessageContaining("later");
    }
  }

  @Test
  void aRoleWithoutRights() throws SQLException {
    allow();
    Connector plain = TestingShop.connector(server.address(target.name(), "import_plain"));
    SyncException refusal = refusal(plain, usual, Guard.NONE);
    assertThat(refusal.reason()).isEqualTo(Reason.MissingPrivilege);
    assertThat(refusal)
        .hasMessageContaining("may not create databases")
        .hasMessageContaining("ALTER ROLE import_plain CREATEDB")
        .hasMessageContaining("no member of")
        .hasMessageContaining("GRANT postgres TO import_plain");
  }

  @Test
  void theTargetThatAnArchiveIsOf() throws SQLException {
    allow();
    long system = Long.parseLong(target.query("SELECT system_identifier FROM pg_control_system()"));
    long oid =
        Long.parseLong(
            target.query("SELECT oid FROM pg_database WHERE datname = current_database()"));
    var origin =
        Optional.of(new io.multiboard.sync.engine.preflight.Protection.Origin(system, oid));
    Plan plan =
        Plan.of(
            new Plan.Request(
                connector(),
                archive.contents(),
                -1,
                -1,
                OptionalLong.empty(),
                origin,
                usual,
                Guard.NONE));
    assertThat(plan.findings().stream().filter(Finding::blocking).map(Finding::reason))
        .containsExactly(Reason.TargetIsSource);
  }
}
