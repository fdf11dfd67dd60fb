package io.multiboard.sync.engine.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReadRightsTest {
  private static final String SERVERS = "io.multiboard.sync.server.TestServers#all";

  @ParameterizedTest
  @MethodSource(SERVERS)
  void allThatIsLackingIsSaidAtOnceWithItsRemedy(TestServer server) throws Exception {
    try (TestDatabase database = server.createDatabase()) {
      createRole(server);
      fill(database);
      SyncException refusal =
          catchThrowableOfType(SyncException.class, () -> takeAsClerk(database));
      assertThat(refusal.reason()).isEqualTo(Reason.MissingPrivilege);
      assertThat(refusal)
          .hasMessageContaining("role \"Clerk 5%\" cannot read all of")
          .hasMessageContaining("3 of the 4 tables: ")
          .hasMessageContaining("2 large objects (no SELECT)")
          .hasMessageContaining("hidden.ledger (no USAGE on its schema)")
          .hasMessageContaining("public.customer (row security would hide rows)")
          .hasMessageContaining("public.salary (no SELECT)")
          .hasMessageNotContaining("public.part");
      database.execute(refusal.remedy().replace("As a superuser there: ", ""));
      takeAsClerk(database);
      server.execute(
          "ALTER ROLE \"Clerk 5%\" NOBYPASSRLS", "REVOKE pg_read_all_data FROM \"Clerk 5%\"");
    }
  }

  private static void createRole(TestServer server) throws SQLException {
    server.execute(
        "DO $$ BEGIN IF to_regrole('\"Clerk 5%\"') IS NULL THEN CREATE ROLE \"Clerk 5%\" LOGIN; END IF; END $$");
  }

  private static void fill(TestDatabase database) throws SQLException {
    database.execute(
        "CREATE SCHEMA hidden",
        "CREATE TABLE hidden.ledger (id int)",
        "CREATE TABLE salary (id int)",
        "CREATE TABLE part (id int)",
        "CREATE TABLE customer (id int)",
        "ALTER TABLE customer ENABLE ROW LEVEL SECURITY",
        "SELECT lo_create(11), lo_create(12), lo_create(13)",
        "GRANT SELECT ON LARGE OBJECT 13 TO \"Clerk 5%\"",
        "GRANT SELECT ON part, customer, hidden.ledger TO \"Clerk 5%\"");
  }

  private static void takeAsClerk(TestDatabase database) throws InterruptedException {
    Connector source =
        new Connector(database.server().address(database.name(), "Clerk 5%"), "read-rights");
    try (Crew crew = new Crew("test")) {
      Snapshot.take(crew.open(source), source, Duration.ofSeconds(10));
    }
  }
}
