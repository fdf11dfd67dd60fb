package io.multiboard.sync.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/// What a server looked like before a run: its databases with owner, comment, privileges and
/// settings, and its roles.
public final class Witness {
  private static final String DATABASES =
      """
      SELECT datname, pg_get_userbyid(datdba), shobj_description(d.oid, 'pg_database'), datacl::text,
             datallowconn, datconnlimit, datistemplate,
             (SELECT string_agg(s::text, ',' ORDER BY s::text) FROM pg_db_role_setting s WHERE setdatabase = d.oid)
        FROM pg_database d ORDER BY 1
      """;
  private static final String ROLES = "SELECT rolname FROM pg_roles ORDER BY 1";

  /// Sessions that are not the tests' own, but for autovacuum's and their like.
  private static final String SESSIONS =
      """
      SELECT datname, application_name, state, query FROM pg_stat_activity
       WHERE backend_type = 'client backend' AND application_name <> 'test'
      """;

  private final TestServer server;
  private final List<List<String>> databases;
  private final List<List<String>> roles;

  private Witness(TestServer server) throws SQLException {
    this.server = server;
    this.databases = rows(DATABASES);
    this.roles = rows(ROLES);
  }

  /// Sees a server as it is now.
  public static Witness of(TestServer server) throws SQLException {
    return new Witness(server);
  }

  /// Fails the test unless the server has the same databases and roles as before, and within some
  /// seconds no session of ours.
  public void assertUnchanged() throws SQLException {
    assertThat(rows(DATABASES)).isEqualTo(databases);
    assertThat(rows(ROLES)).isEqualTo(roles);
    assertNoSession(server);
  }

  /// Fails the test unless within some seconds no session of ours is left.
  public static void assertNoSession(TestServer server) {
    Awaitility.await("no session left on " + server)
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(
            () -> assertThat(new TestDatabase(server, "postgres").rows(SESSIONS)).isEmpty());
  }

  private List<List<String>> rows(String sql) throws SQLException {
    return new TestDatabase(server, "postgres").rows(sql);
  }
}
