package io.multiboard.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiboard.sync.engine.archive.ArchiveFolder;
import io.multiboard.sync.engine.target.Guard;
import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A target that is there: what a swap keeps of it, and the way back.
class SwapTest {
  private static final String OLD =
      """
      CREATE SCHEMA shop;
      CREATE TABLE shop.part (id bigint PRIMARY KEY, name text, code text);
      INSERT INTO shop.part VALUES (1, 'old', 'old');
      """;

  @TempDir Path folder;

  private ImportReport swap(TestDatabase target, Duration keep) throws SQLException {
    try (TestDatabase source = TestingShop.create(target.server());
        ArchiveFolder archive = TestingShop.archive(source, folder.resolve(TestingShop.runId()))) {
      return new Import(EventSink.NONE)
          .run(
              TestingShop.request(
                  TestingShop.connector(target.server(), target.name()),
                  archive,
                  TestingShop.keeping(keep)));
    }
  }

  private static TestDatabase marked(TestServer server) throws SQLException {
    TestDatabase target = server.createDatabase("target_" + TestingShop.runId()).execute(OLD);
    new Allow(Guard.NONE).run(TestingShop.connector(server, target.name()));
    return target;
  }

  private static String parts(TestDatabase database) throws SQLException {
    return database.query("SELECT count(*) FROM shop.part");
  }

  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void theDatabaseKeepsWhatWasSaidAboutIt(TestServer server) throws SQLException {
    TestingShop.roles(server, "import_app", "import_reader");
    try (TestDatabase target = marked(server)) {
      String name = target.name();
      target.execute("ALTER TABLE shop.part OWNER TO import_app");
      server.execute(
          "COMMENT ON DATABASE " + name + " IS 'staging of the shop; multiboard:overwritable x=1'",
          "ALTER DATABASE " + name + " OWNER TO import_app",
          "ALTER DATABASE " + name + " CONNECTION LIMIT 17",
          "ALTER DATABASE " + name + " SET search_path = \"$user\", shop, public",
          "ALTER DATABASE " + name + " SET work_mem = '7MB'",
          "ALTER DATABASE " + name + " SET my.setting = 'a ''b'''",
          "ALTER ROLE import_reader IN DATABASE " + name + " SET statement_timeout = '3s'",
          "REVOKE CONNECT ON DATABASE " + name + " FROM PUBLIC",
          "GRANT CONNECT ON DATABASE " + name + " TO import_reader WITH GRANT OPTION");
      String facts =
          """
          SELECT d.datconnlimit, pg_get_userbyid(d.datdba), d.datacl, shobj_description(d.oid, 'pg_database'),
                 d.datcollate, d.encoding,
                 (SELECT array_agg(s.setrole::regrole || ' ' || s.setconfig::text ORDER BY 1)
                    FROM pg_db_role_setting s WHERE s.setdatabase = d.oid)
            FROM pg_database d WHERE d.datname = current_database()
          """;
      var before = target.rows(facts);
      swap(target, Duration.ofHours(1));
      assertThat(target.rows(facts)).isEqualTo(before);
      assertThat(parts(target)).isEqualTo("3000");
      assertThat(
              target.query(
                  "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
                      + " WHERE nspname = 'shop' AND pg_get_userbyid(relowner) <> 'import_app'"))
          .isEqualTo("0");
    }
  }

  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void goesBackAndForthAgain(TestServer server) throws SQLException {
    try (TestDatabase target = marked(server)) {
      ImportReport report = swap(target, Duration.ofHours(1));
      var former = report.former().orElseThrow();
      assertThat(Duration.between(former.swapped(), former.until())).isEqualTo(Duration.ofHours(1));
      assertThat(parts(new TestDatabase(server, former.name()))).isEqualTo("1");
      assertThat(parts(target)).isEqualTo("3000");

      Rollback.Report back = rollback(target);
      assertThat(back.restored().name()).isEqualTo(former.name());
      assertThat(parts(target)).isEqualTo("1");
      assertThat(comment(target)).isEqualTo("multiboard:overwritable");

      rollback(target);
      assertThat(parts(target)).isEqualTo("3000");
      assertThat(comment(target)).isEqualTo("multiboard:overwritable");
      assertThat(TestingShop.ours(server, target.name())).hasSize(1);
    }
  }

  private static Rollback.Report rollback(TestDatabase target) {
    return new Rollback(EventSink.NONE)
        .run(
            new Rollback.Request(
                TestingShop.connector(target.server(), target.name()),
                TestingShop.runId(),
                Duration.ofHours(2),
                Guard.NONE));
  }

  private static String comment(TestDatabase target) throws SQLException {
    return target.query(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()");
  }

  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void keepsOneFormerDatabaseAndNoneForLongerThanAsked(TestServer server) throws SQLException {
    try (TestDatabase target = marked(server)) {
      var first = swap(target, Duration.ofHours(1)).former().orElseThrow();
      var second = swap(target, Duration.ofSeconds(2)).former().orElseThrow();
      assertThat(TestingShop.ours(server, target.name())).containsExactly(second.name());
      assertThat(second.name()).isNotEqualTo(first.name());

      Check check = new Check(TestingShop.connector(server, target.name()));
      org.awaitility.Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> check.lookAndTidy("check").removed().contains(second.name()));
      assertThat(check.look().formers()).isEmpty();
      assertThat(TestingShop.ours(server, target.name())).isEmpty();
      assertThatThrownBy(() -> rollback(target))
          .isInstanceOfSatisfying(
              SyncException.class,
              refusal -> assertThat(refusal.reason()).isEqualTo(Reason.NoFormerDatabase));

      assertThat(swap(target, Duration.ZERO).former()).isEmpty();
      assertThat(TestingShop.ours(server, target.name())).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void endsTheSessionsOnTheTarget(TestServer server) throws SQLException {
    try (TestDatabase target = marked(server);
        Connection idle = target.connect();
        Connection busy = target.connect()) {
      busy.setAutoCommit(false);
      busy.createStatement().execute("INSERT INTO shop.part VALUES (2, 'late', 'late')");
      swap(target, Duration.ofHours(1));
      assertThat(parts(target)).isEqualTo("3000");
      assertThatThrownBy(() -> idle.createStatement().execute("SELECT 1"))
          .isInstanceOf(SQLException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void anApplicationFindsItsRightsAgain(TestServer server) throws SQLException {
    TestingShop.roles(server, "import_app", "import_owner", "import_other", "import_reader");
    try (TestDatabase target = server.createDatabase("target_" + TestingShop.runId())) {
      server.execute("ALTER DATABASE " + target.name() + " OWNER TO import_owner");
      target.execute(
          """
          SET ROLE import_owner;
          CREATE SCHEMA shop;
          GRANT USAGE ON SCHEMA shop TO import_app, import_reader;
          ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT SELECT, INSERT ON TABLES TO import_app;
          ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO import_app;
          ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
          CREATE TABLE shop.part (id bigint PRIMARY KEY, name text, code text, older text);
          CREATE TABLE shop.event (at date);
          CREATE TABLE shop.base (id int);
          GRANT UPDATE (name), REFERENCES (older) ON shop.part TO import_app;
          GRANT SELECT ON shop.part TO import_reader WITH GRANT OPTION;
          SET ROLE import_reader;
          GRANT SELECT ON shop.part TO import_other;
          SET ROLE import_owner;
          REVOKE ALL ON shop.event FROM import_app;
          RESET ROLE;
          ALTER TABLE shop.base OWNER TO import_other;
          """);
      new Allow(Guard.NONE).run(TestingShop.connector(server, target.name()));
      swap(target, Duration.ofHours(1));
      assertThat(
              target.rows(
                  """
                  SELECT c.relname, pg_get_userbyid(c.relowner),
                         (SELECT array_agg(a::text ORDER BY a::text COLLATE "C") FROM unnest(c.relacl) a)
                    FROM pg_class c
                   WHERE c.relname IN ('part', 'event', 'base', 'derived', 'order_of', 'part_id_seq') ORDER BY 1
                  """))
          .containsExactly(
              row(
                  "base",
                  "import_other",
                  "{import_app=ar/import_other,import_other=arwdDxtm/import_other}",
                  server),
              row(
                  "derived",
                  "import_owner",
                  "{import_app=ar/import_owner,import_owner=arwdDxtm/import_owner}",
                  server),
              row("event", "import_owner", "{import_owner=arwdDxtm/import_owner}", server),
              row(
                  "part",
                  "import_owner",
                  "{import_app=ar/import_owner,import_other=r/import_reader,import_owner=arwdDxtm/import_owner,import_reader=r*/import_owner}",
                  server),
              row(
                  "part_id_seq",
                  "import_owner",
                  "{import_app=U/import_owner,import_owner=rwU/import_owner}"));
      assertThat(
              target.query(
                  "SELECT attacl FROM pg_attribute WHERE attrelid = 'shop.part'::regclass AND attname = 'name'"))
          .isEqualTo("{import_app=w/import_owner}");
      assertThat(
              target.query(
                  "SELECT has_function_privilege('import_app', 'shop.twice(int)', 'EXECUTE')"))
          .isEqualTo("f");
      assertThat(target.query("SELECT count(*) FROM pg_default_acl")).isEqualTo("3");
    }
  }

  private static java.util.List<String> row(String... values) {
    return java.util.List.of(values);
  }

  /// MAINTAIN (m) is from PostgreSQL 17.
  private static java.util.List<String> row(
      String name, String owner, String acl, TestServer server) {
    return row(name, owner, server.release().major() < 17 ? acl.replace("xtm", "xt") : acl);
  }
}
