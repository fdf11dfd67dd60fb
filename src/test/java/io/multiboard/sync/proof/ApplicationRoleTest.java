package io.multiboard.sync.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// With the defaults an application that could use the target before a swap can use it after it,
/// although the source belongs to other roles that grant other things.
class ApplicationRoleTest {
  private static final String OWNER = "proof_shop_owner";
  private static final String APPLICATION = "proof_shop_app";
  private static final String READER = "proof_shop_reader";
  private static final String OF_SOURCE = "proof_production_owner";

  /// What the application does all day.
  private static final List<String> WORK =
      List.of(
          "INSERT INTO shop.customers (name) VALUES ('by the application')",
          "UPDATE shop.customers SET name = name || '!' WHERE id = 1",
          "SELECT count(*) FROM shop.customers",
          "INSERT INTO shop.orders (customer, total) VALUES (1, 10)",
          "SELECT nextval('shop.orders_id_seq')",
          "DELETE FROM shop.orders WHERE total < 0",
          "SELECT * FROM shop.totals",
          "SELECT * FROM shop.best",
          "SELECT shop.add_order(1)",
          "INSERT INTO shop.notes (id, body) VALUES (1000 + (random() * 1000000)::integer, 'mine')",
          "SELECT * FROM shop.notes");

  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void worksAfterASwapAsBefore(TestServer server) throws SQLException {
    roles(server);
    try (TestDatabase source = server.createDatabase("proof_production");
        TestDatabase target = server.createDatabase("proof_staging")) {
      fillSource(source);
      fillTarget(target);
      work(target);

      Program.run("sync", "--source", source.url(), "--target", target.url()).orFail();

      assertThat(target.query("SELECT count(*) FROM shop.customers")).isEqualTo("50");
      work(target);
      ownerStillOwns(target);
      newTablesFollowTheTargetsDefaults(target);
      othersStayOutside(target);
      assertThat(
              target.query(
                  "SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) = '"
                      + OF_SOURCE
                      + "'"))
          .isEqualTo("0");
      assertThat(target.query("SELECT current_setting('work_mem')")).isEqualTo("7MB");
      Program.run("rollback", "--target", target.url()).orFail();
      work(target);
    } finally {
      Scene.dropThoseOfRuns(server);
    }
  }

  private static void roles(TestServer server) throws SQLException {
    for (String role : List.of(OWNER, APPLICATION, READER, OF_SOURCE)) {
      server.execute(
          "DO $$ BEGIN IF to_regrole('%1$s') IS NULL THEN CREATE ROLE %1$s LOGIN; END IF; END $$"
              .formatted(role));
    }
  }

  private static void fillSource(TestDatabase source) throws SQLException {
    source.server().execute("ALTER DATABASE proof_production OWNER TO " + OF_SOURCE);
    try (Connection owner = source.server().connect(source.name(), OF_SOURCE);
        var statement = owner.createStatement()) {
      statement.execute(Scene.resource("/proof/application.sql"));
      statement.execute(
          "INSERT INTO shop.customers (name) SELECT 'c' || i FROM generate_series(1, 50) i");
      statement.execute("CREATE TABLE shop.arrived (id integer)");
      statement.execute(
          "INSERT INTO shop.notes VALUES (1, 'proof_shop_app', 'x'), (2, 'other', 'y')");
      statement.execute("GRANT SELECT ON ALL TABLES IN SCHEMA shop TO PUBLIC");
      statement.execute("GRANT USAGE ON SCHEMA shop TO PUBLIC");
    }
  }

  private static void fillTarget(TestDatabase target) throws SQLException {
    TestServer server = target.server();
    server.execute(
        "ALTER DATABASE proof_staging OWNER TO " + OWNER,
        "ALTER DATABASE proof_staging SET work_mem = '7MB'",
        "REVOKE CONNECT ON DATABASE proof_staging FROM PUBLIC",
        "GRANT CONNECT ON DATABASE proof_staging TO " + APPLICATION + ", " + READER,
        "COMMENT ON DATABASE proof_staging IS 'staging; multiboard:overwritable'");
    try (Connection owner = server.connect(target.name(), OWNER);
        var statement = owner.createStatement()) {
      statement.execute(Scene.resource("/proof/application.sql"));
      statement.execute("INSERT INTO shop.customers (name) VALUES ('before')");
      statement.execute("GRANT USAGE ON SCHEMA shop TO " + APPLICATION + ", " + READER);
      statement.execute(
          "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA shop TO " + APPLICATION);
      statement.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA shop TO " + APPLICATION);
      statement.execute("GRANT EXECUTE ON FUNCTION shop.add_order(integer) TO " + APPLICATION);
      statement.execute("GRANT SELECT (id) ON shop.customers TO " + READER);
      statement.execute(
          "ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT SELECT, INSERT ON TABLES TO "
              + APPLICATION);
    }
  }

  private static void work(TestDatabase target) throws SQLException {
    for (String sql : WORK) {
      as(APPLICATION, target, sql);
    }
  }

  private static void ownerStillOwns(TestDatabase target) throws SQLException {
    as(OWNER, target, "ALTER TABLE shop.customers ADD COLUMN grown integer");
    as(OWNER, target, "REFRESH MATERIALIZED VIEW shop.best");
    as(OWNER, target, "COMMENT ON DATABASE proof_staging IS 'mine; multiboard:overwritable'");
    as(OWNER, target, "DROP TABLE shop.arrived");
  }

  private static void newTablesFollowTheTargetsDefaults(TestDatabase target) throws SQLException {
    as(OWNER, target, "CREATE TABLE shop.later (id integer)");
    as(APPLICATION, target, "INSERT INTO shop.later VALUES (1)");
  }

  private static void othersStayOutside(TestDatabase target) throws SQLException {
    as(READER, target, "SELECT id FROM shop.customers");
    assertThatThrownBy(() -> as(READER, target, "SELECT name FROM shop.customers"))
        .hasMessageContaining("permission denied");
    assertThatThrownBy(() -> as(READER, target, "SELECT shop.add_order(1)"))
        .hasMessageContaining("permission denied");
    assertThatThrownBy(() -> as(OF_SOURCE, target, "SELECT 1"))
        .hasMessageContaining("permission denied");
  }

  private static void as(String role, TestDatabase target, String sql) throws SQLException {
    try (Connection connection = target.server().connect(target.name(), role);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new SQLException(role + " at " + sql + ": " + failure.getMessage(), failure);
    }
  }
}
