package io.multiboard.sync.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.QualifiedName;
import io.multiboard.sync.postgres.Session;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import io.multiboard.sync.server.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogReaderTest {
  private static final String TYPES =
      """
      CREATE TYPE mood AS ENUM ('sad', 'ok');
      CREATE TYPE plain AS (a int, b text);
      CREATE TYPE moody AS (a int, m mood);
      CREATE DOMAIN positive AS int CHECK (VALUE > 0);
      CREATE DOMAIN moods AS mood[];
      CREATE DOMAIN class AS regclass;
      CREATE TYPE span AS RANGE (subtype = float8);
      CREATE TABLE part (id int);
      CREATE TABLE yes_builtin (a int, b text, c timestamptz, d numeric(10, 2), e jsonb, f uuid, g bytea, h oid, i "char", j name);
      CREATE TABLE yes_arrays (a int[], b text[], c numrange[], d int4multirange);
      CREATE TABLE yes_user (a mood, b positive, c plain, d span);
      CREATE TABLE yes_generated (a int, b regclass GENERATED ALWAYS AS (NULL) STORED);
      CREATE TABLE yes_none ();
      CREATE TABLE no_reg (a regclass);
      CREATE TABLE no_reg_array (a regtype[]);
      CREATE TABLE no_reg_domain (a class);
      CREATE TABLE no_user_array (a mood[]);
      CREATE TABLE no_domain_array (a moods);
      CREATE TABLE no_composite (a moody);
      CREATE TABLE no_composite_array (a plain[]);
      CREATE TABLE no_range_array (a span[]);
      CREATE TABLE no_functions (a aclitem);
      CREATE TABLE yes_row_type (a part);
      """;

  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void knowsWhichTablesMayTravelAsBinary(TestServer server) throws SQLException {
    try (TestDatabase database = server.createDatabase().execute(TYPES)) {
      Map<String, Boolean> verdicts = new TreeMap<>();
      read(database)
          .rowTables()
          .forEach(table -> verdicts.put(table.name().name(), table.mayTravelAsBinary()));
      verdicts.remove("part");
      assertThat(verdicts).hasSize(15);
      assertThat(verdicts)
          .allSatisfy(
              (name, verdict) -> assertThat(verdict).as(name).isEqualTo(name.startsWith("yes")));
    }
  }

  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void tellsReadersOfRowsWhatATableIs(TestServer server) throws SQLException {
    try (TestDatabase database =
        server
            .createDatabase()
            .execute(
                """
                CREATE TABLE part (gone int, id int, "Name" text, twice int GENERATED ALWAYS AS (id * 2) STORED);
                ALTER TABLE part DROP gone;
                INSERT INTO part (id, "Name") SELECT i, repeat('x', 100) FROM generate_series(1, 5000) i;
                ANALYZE part;
                CREATE TABLE parted (id int) PARTITION BY LIST (id);
                CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN (1);
                CREATE VIEW shown AS SELECT 1;
                CREATE MATERIALIZED VIEW kept AS SELECT 1;
                """)) {
      Catalog catalog = read(database);
      assertThat(catalog.rowTables())
          .extracting(table -> table.name().name())
          .containsExactlyInAnyOrder("part", "parted_1");
      RowTable part =
          catalog
              .rowTables()
              .filter(table -> table.name().name().equals("part"))
              .findFirst()
              .orElseThrow();
      assertThat(part.name()).isEqualTo(new QualifiedName("public", "part"));
      assertThat(part.columns()).containsExactly("id", "Name");
      assertThat(part.condition()).isEmpty();
      assertThat(part.volume().heap()).isTrue();
      assertThat(part.volume().estimatedRows()).isEqualTo(5000);
      assertThat(part.volume().bytes()).isGreaterThan(500_000);
    }
  }

  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void locksEveryTableAndWaitsNoLongerThanAsked(TestServer server) throws SQLException {
    try (TestDatabase database = server.createDatabase().execute("CREATE TABLE \"a; b\" (id int)");
        Connection other = database.connect();
        Session session = new Connector(database.address(), "test").open()) {
      session.execute("BEGIN");
      TableLocks.take(session, Duration.ofSeconds(10));
      assertThat(
              database.query(
                  "SELECT count(*) FROM pg_locks WHERE relation = '\"a; b\"'::regclass AND mode = 'AccessShareLock'"))
          .isEqualTo("1");
      session.execute("ROLLBACK");
      other.setAutoCommit(false);
      other.createStatement().execute("LOCK TABLE \"a; b\"");
      session.execute("BEGIN");
      assertThatThrownBy(() -> TableLocks.take(session, Duration.ofMillis(50)))
          .isInstanceOfSatisfying(
              SyncException.class,
              failure -> assertThat(failure.reason()).isEqualTo(Reason.LockTimeout));
    }
  }

  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void saysThatDefinitionsChangedMeanwhile(TestServer server) throws SQLException {
    try (TestDatabase database =
            server
                .createDatabase()
                .execute("CREATE TABLE gone (); CREATE VIEW gone_too AS SELECT 1");
        Session session = new Connector(database.address(), "test").open()) {
      session.execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1");
      database.execute("DROP VIEW gone_too");
      assertChanged(() -> CatalogReader.read(session));
      session.execute("ROLLBACK; BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1");
      database.execute("DROP TABLE gone");
      assertChanged(() -> TableLocks.take(session, Duration.ofSeconds(1)));
    }
  }

  private static void assertChanged(ThrowingCallable reading) {
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(
            SyncException.class,
            failure -> {
              assertThat(failure.reason()).isEqualTo(Reason.ConcurrentSchemaChange);
              assertThat(failure.remedy()).contains("run it again");
            });
  }

  @Test
  void readsThousandsOfTablesInSeconds() throws SQLException {
    try (TestDatabase database =
        TestServers.v18()
            .createDatabase()
            .execute(
                """
                DO $$
                BEGIN
                  FOR i IN 1..2000 LOOP
                    EXECUTE format('CREATE TABLE part_%s (id bigserial PRIMARY KEY, name text DEFAULT ''x'' CHECK (name <> ''''), kind int)', i);
                    EXECUTE format('CREATE INDEX ON part_%s (kind)', i);
                    IF i % 500 = 0 THEN COMMIT; END IF;
                  END LOOP;
                END
                $$
                """)) {
      long start = System.nanoTime();
      Catalog catalog = read(database);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
      assertThat(catalog.rowTables()).hasSize(2000);
    }
  }

  private static Catalog read(TestDatabase database) {
    try (Session session = new Connector(database.address(), "test").open()) {
      return CatalogReader.read(session);
    }
  }
}
