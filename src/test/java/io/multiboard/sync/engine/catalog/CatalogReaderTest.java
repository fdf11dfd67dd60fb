package io.multiboard.sync.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.QualifiedName;
import io.multiboard.sync.postgres.Session;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import io.multiboard.sync.server.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
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

  @Test
  void asksOncePerKindNotPerObject() throws SQLException, IOException {
    TestServer server = TestServers.v18();
    try (TestDatabase database =
        server
            .createDatabase()
            .execute(
                """
                DO $$
                BEGIN
                  FOR i IN 1..500 LOOP
                    EXECUTE format('CREATE TABLE part_%s (id bigserial PRIMARY KEY, name text DEFAULT ''x'' CHECK (name <> ''''))', i);
                  END LOOP;
                END
                $$
                """)) {
      database.execute("ALTER DATABASE %s SET log_statement = 'all'".formatted(database.name()));
      long before = statements(server);
      assertThat(read(database).rowTables()).hasSize(500);
      assertThat(statements(server) - before).isBetween(20L, 70L);
    }
  }

  /// How many statements the server has logged.
  private static long statements(TestServer server) throws IOException {
    try (Stream<String> lines = Files.lines(server.log())) {
      return lines.filter(line -> line.matches(".*LOG: +(execute |statement: ).*")).count();
    }
  }

  private static Catalog read(TestDatabase database) {
    try (Session session = new Connector(database.address(), "test").open()) {
      return CatalogReader.read(session);
    }
  }
}
