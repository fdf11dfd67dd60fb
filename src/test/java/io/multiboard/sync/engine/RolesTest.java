package io.multiboard.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.multiboard.sync.engine.archive.ArchiveFolder;
import io.multiboard.sync.engine.target.Guard;
import io.multiboard.sync.engine.target.ImportOptions;
import io.multiboard.sync.engine.target.MissingRoles;
import io.multiboard.sync.engine.target.Ownership;
import io.multiboard.sync.engine.target.Privileges;
import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Roles that the server lacks, and a role that imports without being a superuser.
class RolesTest {
  @TempDir Path folder;

  private static ImportOptions with(MissingRoles missing) {
    ImportOptions usual = ImportOptions.DEFAULTS;
    return new ImportOptions(
        2,
        usual.strategy(),
        Ownership.Source,
        Privileges.Source,
        missing,
        usual.targetOnlyObjects(),
        usual.verify(),
        Duration.ZERO);
  }

  /// An archive that names roles which are gone.
  private ArchiveFolder archive(TestServer server) throws SQLException {
    TestingShop.roles(server, "gone_owner", "gone_reader", "import_reader");
    try (TestDatabase source = server.createDatabase()) {
      source.execute(
          """
          CREATE TABLE part (id int);
          ALTER TABLE part OWNER TO gone_owner;
          GRANT SELECT ON part TO gone_reader, import_reader;
          ALTER TABLE part ENABLE ROW LEVEL SECURITY;
          CREATE POLICY both_of_them ON part TO gone_reader, import_reader USING (id > 0);
          CREATE POLICY one ON part FOR UPDATE TO gone_reader USING (true);
          ALTER DEFAULT PRIVILEGES FOR ROLE gone_owner GRANT SELECT ON TABLES TO import_reader;
          INSERT INTO part VALUES (1);
          """);
      ArchiveFolder archive = TestingShop.archive(source, folder.resolve("archive"));
      source.execute("DROP OWNED BY gone_owner, gone_reader");
      server.execute("DROP ROLE gone_owner", "DROP ROLE gone_reader");
      return archive;
    }
  }

  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void failNamesThem(TestServer server) throws SQLException {
    try (ArchiveFolder archive = archive(server)) {
      SyncException refusal =
          catchThrowableOfType(
              SyncException.class,
              () ->
                  new Import(EventSink.NONE)
                      .run(
                          TestingShop.request(
                              TestingShop.connector(server, "absent_" + TestingShop.runId()),
                              archive,
                              with(MissingRoles.Fail))));
      assertThat(refusal.reason()).isEqualTo(Reason.MissingRole);
      assertThat(refusal).hasMessageContaining("gone_owner, gone_reader");
    }
  }

  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void skipLeavesOutWhatNamesThem(TestServer server) throws SQLException {
    try (ArchiveFolder archive = archive(server);
        TestDatabase target = new TestDatabase(server, "absent_" + TestingShop.runId())) {
      new Import(EventSink.NONE)
          .run(
              TestingShop.request(
                  TestingShop.connector(server, target.name()), archive, with(MissingRoles.Skip)));
      assertThat(target.query("SELECT tableowner FROM pg_tables WHERE tablename = 'part'"))
          .isEqualTo("postgres");
      assertThat(target.query("SELECT relacl FROM pg_class WHERE relname = 'part'"))
          .contains("import_reader=r");
      assertThat(target.query("SELECT string_agg(policyname || roles::text, '') FROM pg_policies"))
          .isEqualTo("both_of_them{import_reader}");
      assertThat(target.query("SELECT count(*) FROM pg_default_acl")).isEqualTo("0");
    }
  }

  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void createNoLoginMakesThem(TestServer server) throws SQLException {
    try (ArchiveFolder archive = archive(server)) {
      TestDatabase target = new TestDatabase(server, "absent_" + TestingShop.runId());
      new Import(EventSink.NONE)
          .run(
              TestingShop.request(
                  TestingShop.connector(server, target.name()),
                  archive,
                  with(MissingRoles.CreateNoLogin)));
      assertThat(target.query("SELECT tableowner FROM pg_tables WHERE tablename = 'part'"))
          .isEqualTo("gone_owner");
      assertThat(
              target.query(
                  "SELECT string_agg(rolcanlogin::text, ' ') FROM pg_roles WHERE rolname LIKE 'gone%'"))
          .isEqualTo("false false");
      target.close();
      server.execute("DROP ROLE gone_owner", "DROP ROLE gone_reader");
    }
  }

  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void anOrdinaryRoleSwapsWhatItIsAMemberOf(TestServer server) throws SQLException {
    TestingShop.roles(server, "import_worker", "import_owner", "import_app");
    server.execute(
        "ALTER ROLE import_worker CREATEDB",
        "GRANT import_owner TO import_worker",
        "GRANT pg_signal_backend TO import_worker");
    try (TestDatabase source = server.createDatabase();
        TestDatabase target = server.createDatabase("plain_" + TestingShop.runId())) {
      source.execute(
          "CREATE EXTENSION citext; COMMENT ON EXTENSION citext IS 'mine';"
              + "CREATE TABLE part (id serial PRIMARY KEY, name citext); INSERT INTO part (name) VALUES ('a'), ('b');"
              + "CREATE MATERIALIZED VIEW m AS SELECT count(*) FROM part");
      server.execute("ALTER DATABASE " + target.name() + " OWNER TO import_owner");
      target.execute(
          "SET ROLE import_owner; CREATE TABLE part (id int); GRANT SELECT ON part TO import_app;"
              + "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO import_app");
      server.execute("COMMENT ON DATABASE " + target.name() + " IS 'multiboard:overwritable'");
      try (ArchiveFolder archive = TestingShop.archive(source, folder.resolve("archive"));
          var application = server.connect(target.name(), "import_app")) {
        assertThat(application.isValid(5)).isTrue();
        ImportReport report =
            new Import(EventSink.NONE)
                .run(
                    new ImportRequest(
                        TestingShop.connector(server.address(target.name(), "import_worker")),
                        archive,
                        TestingShop.runId(),
                        ImportOptions.DEFAULTS,
                        Guard.NONE));
        assertThat(report.rows()).isEqualTo(2);
      }
      assertThat(
              target.query(
                  "SELECT string_agg(DISTINCT tableowner, ' ') FROM pg_tables WHERE schemaname = 'public'"))
          .isEqualTo("import_owner");
      assertThat(target.query("SELECT has_table_privilege('import_app', 'part', 'SELECT')"))
          .isEqualTo("t");
      assertThat(target.query("SELECT has_table_privilege('import_app', 'm', 'SELECT')"))
          .isEqualTo("t");
      assertThat(target.query("SELECT datacl FROM pg_database WHERE datname = current_database()"))
          .doesNotContain("import_worker");
      Rollback.Report back =
          new Rollback(EventSink.NONE)
              .run(
                  new Rollback.Request(
                      TestingShop.connector(server.address(target.name(), "import_worker")),
                      TestingShop.runId(),
                      Duration.ZERO,
                      Guard.NONE));
      assertThat(back.former()).isEmpty();
      assertThat(target.query("SELECT count(*) FROM part")).isEqualTo("0");
      assertThat(TestingShop.ours(server, target.name())).isEmpty();
    }
  }
}
