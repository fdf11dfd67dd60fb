package io.multiboard.sync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import io.multiboard.sync.server.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What `init` prints works as it is printed, and needs each of its rights.
@Timeout(240)
class InitVerbTest {
  private static final List<String> ROLES =
      List.of("init_reader", "init_loader", "init_app", "init_other");
  private static final String ROWS =
      """
      CREATE SCHEMA stock;
      CREATE TABLE stock.part (id serial PRIMARY KEY, name text NOT NULL);
      INSERT INTO stock.part (name) SELECT md5(n::text) FROM generate_series(1, 500) n;
      """;
  private static final String CONTENT =
      "SELECT md5(string_agg(p::text, ',' ORDER BY id)) FROM stock.part p";

  @TempDir Path folder;

  private static Typed init(TestDatabase source, TestDatabase target, String... more) {
    String[] words = new String[more.length + 7];
    System.arraycopy(
        new String[] {
          "init",
          "--source",
          url("init_reader:reads-19", source),
          "--target",
          url("init_loader:loads-82", target),
          "--name",
          "shop"
        },
        0,
        words,
        0,
        7);
    System.arraycopy(more, 0, words, 7, more.length);
    return Typed.run(words);
  }

  private static String url(String login, TestDatabase database) {
    return "postgres://%s@127.0.0.1:%d/%s?sslmode=disable"
        .formatted(login, database.server().port(), database.name());
  }

  private Typed run(String manifests, String trigger) throws IOException {
    String text = manifests.replace("trigger: \"1\"", "trigger: \"" + trigger + "\"");
    Path file = Files.writeString(folder.resolve("shop.yaml"), text);
    Typed typed = Typed.run("run", "-f", file.toString());
    assertThat(typed.all()).doesNotContain("reads-19", "loads-82");
    return typed;
  }

  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void allThatIsPrintedWorksAndNoRightIsLeftOver(TestServer server) throws Exception {
    try (TestDatabase source = server.createDatabase().execute(ROWS);
        TestDatabase target = server.createDatabase()) {
      server.execute("CREATE ROLE init_app LOGIN", "CREATE ROLE init_other LOGIN");
      server.execute(
          "ALTER DATABASE %s OWNER TO init_app".formatted(target.name()),
          "COMMENT ON DATABASE %s IS 'multiboard:overwritable'".formatted(target.name()));
      for (String database : List.of(source.name(), "postgres")) {
        server.execute("REVOKE CONNECT ON DATABASE %s FROM PUBLIC".formatted(database));
      }
      source.execute(init(source, target, "--part", "source-sql").out());
      target.execute(init(source, target, "--part", "target-sql").out());
      String manifests = init(source, target).out();

      Typed copied = run(manifests, "1");
      assertThat(copied.status()).as(copied.all()).isZero();
      assertThat(target.query(CONTENT)).isEqualTo(source.query(CONTENT));
      assertThat(target.query("SELECT tableowner FROM pg_tables WHERE tablename = 'part'"))
          .isEqualTo("init_app");
      needsEachRight(server, source, target, manifests);
    } finally {
      tidy(server);
    }
  }

  private void needsEachRight(
      TestServer server, TestDatabase source, TestDatabase target, String manifests)
      throws Exception {
    String reach = "CONNECT ON DATABASE %s %s %s";
    refused(
        server,
        manifests,
        "REVOKE " + reach.formatted(source.name(), "FROM", "init_reader"),
        "GRANT " + reach.formatted(source.name(), "TO", "init_reader"));
    server.execute("GRANT " + reach.formatted(source.name(), "TO", "init_reader"));
    refused(
        server,
        manifests,
        "REVOKE " + reach.formatted("postgres", "FROM", "init_loader"),
        "GRANT " + reach.formatted("postgres", "TO", "init_loader"));
    server.execute("GRANT " + reach.formatted("postgres", "TO", "init_loader"));
    refused(server, manifests, "REVOKE pg_read_all_data FROM init_reader", "stock");
    server.execute("GRANT pg_read_all_data TO init_reader");
    refused(server, manifests, "ALTER ROLE init_loader NOCREATEDB", "may not create databases");
    server.execute("ALTER ROLE init_loader CREATEDB");
    refused(server, manifests, "REVOKE init_app FROM init_loader", "is no member of \"init_app\"");
    server.execute("GRANT init_app TO init_loader");
    try (Connection other = server.connect(target.name(), "init_other")) {
      assertThat(other.isValid(10)).isTrue();
      refused(server, manifests, "REVOKE pg_signal_backend FROM init_loader", "init_other");
    }
    server.execute("GRANT pg_signal_backend TO init_loader");
    Typed again = run(manifests, "all-rights-again");
    assertThat(again.status()).as(again.all()).isZero();
  }

  private void refused(TestServer server, String manifests, String revoke, String message)
      throws Exception {
    server.execute(revoke);
    Typed typed = run(manifests, revoke.replace("\"", ""));
    assertThat(typed.status()).as(revoke + ": " + typed.all()).isEqualTo(ExitStatus.FAILED);
    assertThat(typed.out()).as(revoke).contains(message, "Target:   Untouched");
  }

  private static void tidy(TestServer server) throws SQLException {
    TestDatabase postgres = new TestDatabase(server, "postgres");
    postgres.execute("GRANT CONNECT ON DATABASE postgres TO PUBLIC");
    server.dropLeftovers();
    for (String role : ROLES) {
      boolean there =
          !postgres.rows("SELECT 1 FROM pg_roles WHERE rolname = '" + role + "'").isEmpty();
      if (there) {
        postgres.execute("DROP OWNED BY " + role, "DROP ROLE " + role);
      }
    }
  }

  @Test
  void aTargetThatASuperuserOwnsIsRefusedByTheStatements() throws Exception {
    TestServer server = TestServers.v18();
    try (TestDatabase source = server.createDatabase();
        TestDatabase target = server.createDatabase()) {
      String sql = init(source, target, "--part", "target-sql").out();
      assertThatThrownBy(() -> target.execute(sql))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("the target belongs to the superuser postgres");
    } finally {
      tidy(server);
    }
  }

  @Test
  void printsPlaceholdersForWhatItDoesNotKnow() throws Exception {
    Typed typed =
        Typed.run(
            "init",
            "--source",
            "postgres://prod.example.org/shop",
            "--target",
            "postgres://staging.example.org/Shop_Copy?sslmode=verify-ca",
            "--namespace",
            "shop",
            "--schedule",
            "30 2 * * *");
    assertThat(typed.status()).as(typed.all()).isZero();
    assertThat(typed.out())
        .contains(
            "name: shop-copy-source",
            "namespace: \"shop\"",
            "schedule: \"30 2 * * *\"",
            "mode: VerifyFull",
            "mode: VerifyCA",
            "username: \"multiboard_reader\"",
            "password: \"CHANGE-ME\"",
            "# CREATE ROLE multiboard_loader LOGIN CREATEDB;",
            "# -- Give it a password, the one in the Secret: \\password multiboard_loader");
    Path file = Files.writeString(folder.resolve("init.yaml"), typed.out());
    Typed unready = Typed.run("run", "-f", file.toString());
    assertThat(unready.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(unready.err()).contains("still says CHANGE-ME", "Put the real value there.");
  }

  private static String export(String sync) {
    return """
    ---
    apiVersion: sync.multiboard.io/v1alpha1
    kind: DatabaseSyncRun
    metadata: {generateName: now-}
    spec: {syncName: "%s", operation: Export}
    """
        .formatted(sync);
  }

  @Test
  void aSyncMayBeCalledByANumber() throws Exception {
    Typed typed =
        Typed.run("init", "--source", "postgres://a:x@db/1", "--target", "postgres://b:y@db/2026");
    Path file = Files.writeString(folder.resolve("init.yaml"), typed.out() + export("2026"));
    Typed read = Typed.run("run", "-f", file.toString());
    assertThat(read.err()).contains("nothing says where the archives are");
  }

  @Test
  void takesPasswordsFromTheEnvironmentAndQuotesNames() {
    Typed typed =
        Typed.run(
            Map.of("SHOP", "postgres://re%22ad:it%27s@db/shop", "PGPASSWORD", "se\"cret"),
            "init",
            "--source",
            "env:SHOP",
            "--target",
            "postgres://postgres@localhost/shop",
            "--output",
            "json");
    assertThat(typed.lastLine())
        .contains("CREATE ROLE \\\"re\\\"\\\"ad\\\" LOGIN PASSWORD 'it''s'")
        .contains("password: \\\"se\\\\\\\"cret\\\"")
        .contains("# In a cluster this is the worker's pod");
    assertThat(
            Typed.run(
                    "init", "--source", "postgres://db/%C3%BC", "--target", "postgres://db/%C3%BC")
                .err())
        .contains("--name NAME");
  }
}
