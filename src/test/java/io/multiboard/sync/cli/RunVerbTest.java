package io.multiboard.sync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Manifests carried out without a cluster, between real servers.
@Timeout(240)
class RunVerbTest {
  private static final String ROWS =
      """
      CREATE TABLE part (id integer PRIMARY KEY, name text NOT NULL);
      INSERT INTO part SELECT n, md5(n::text) FROM generate_series(1, 5000) n;
      CREATE TABLE price (part integer REFERENCES part, amount numeric);
      INSERT INTO price SELECT n, n / 7.0 FROM generate_series(1, 300) n;
      """;
  private static final String CONTENT =
      "SELECT md5(string_agg(p::text, ',' ORDER BY id)) || (SELECT sum(amount) FROM price) FROM part p";
  private static final String SECRETS =
      """
      apiVersion: v1
      kind: Secret
      metadata: {name: login}
      stringData: {username: postgres, password: canary-2f81}
      ---
      """;
  private static final String SYNC =
      """
      apiVersion: sync.multiboard.io/v1alpha1
      kind: DatabaseSync
      metadata: {name: shop}
      spec:
        source: {connectionName: production}
        target: {connectionName: staging}
        trigger: "1"
      """;

  @TempDir Path folder;
  private TestDatabase source = new TestDatabase(TestServers.v15(), "absent");
  private TestDatabase target = new TestDatabase(TestServers.v18(), "absent");

  @BeforeEach
  void setUp() throws SQLException {
    source = TestServers.v15().createDatabase().execute(ROWS);
    target = TestServers.v18().createDatabase();
  }

  @AfterEach
  void tearDown() throws SQLException {
    source.close();
    target.close();
    TestServers.v18().dropLeftovers();
  }

  private static String connection(String name, TestDatabase database, String more) {
    return """
    apiVersion: sync.multiboard.io/v1alpha1
    kind: DatabaseConnection
    metadata: {name: %s}
    spec:
      host: 127.0.0.1
      port: %d
      database: %s
      credentials: {secretName: login}
      tls: {mode: Disable}
      %s
    ---
    """
        .formatted(name, database.server().port(), database.name(), more);
  }

  private static String execution(String operation) {
    return """
    ---
    apiVersion: sync.multiboard.io/v1alpha1
    kind: DatabaseSyncRun
    metadata: {generateName: shop-now-}
    spec: {syncName: shop, operation: %s}
    """
        .formatted(operation);
  }

  private String connections() {
    return SECRETS
        + connection("production", source, "environment: Production")
        + connection("staging", target, "{environment: Test, allowOverwrite: true}")
            .replace("  {environment: Test, ", "  environment: Test\n  ")
            .replace("true}", "true");
  }

  private Typed run(String manifests, String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("shop.yaml"), manifests);
    String[] words =
        Stream.concat(Stream.of("run", "-f", file.toString()), Stream.of(more))
            .toArray(String[]::new);
    Path temporary = Files.createDirectories(folder.resolve("temporary..files"));
    Path roundabout = temporary.resolve("..").resolve("temporary..files");
    Typed typed = Typed.run(Map.of("TMPDIR", roundabout.toString()), words);
    assertThat(typed.all()).doesNotContain("canary");
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left).as("secrets and spools that are left").isEmpty();
    }
    return typed;
  }

  @Test
  void copiesOnceAndThenHeedsWhatTheTargetRemembers() throws Exception {
    Typed first = run(connections() + SYNC);
    assertThat(first.status()).as(first.all()).isZero();
    assertThat(first.out())
        .contains("Sync of shop: succeeded", "Verified: 2 tables, 5,300 rows", "Target:   Swapped");
    assertThat(first.err()).contains("the trigger made shop-", "has begun");
    assertThat(target.query(CONTENT)).isEqualTo(source.query(CONTENT));

    target.execute("CREATE TABLE own (id int)");
    Typed again = run(connections() + SYNC, "--output", "json");
    assertThat(again.status()).isZero();
    assertThat(again.lastLine())
        .contains("\"succeeded\":true", "the target remembers this trigger");
    assertThat(target.query("SELECT to_regclass('own') IS NOT NULL")).isEqualTo("t");
  }

  @Test
  void runsAreCarriedOutAlone() throws Exception {
    Path archives = folder.resolve("archives");
    Typed exported =
        run(connections() + SYNC + execution("Export"), "--archives", archives.toString());
    assertThat(exported.status()).as(exported.all()).isZero();
    try (Stream<Path> made = Files.list(archives.resolve("default_shop"))) {
      Path archive = made.findFirst().orElseThrow();
      assertThat(archive.resolve("archive").resolve("toc.dat")).exists();
      assertThat(exported.out()).contains("Archive:  " + archive);
      assertThat(target.query("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
          .isEqualTo("0");

      String load =
          execution("Import")
              .replace(
                  "operation: Import", "operation: Import, archiveName: " + archive.getFileName());
      Typed loaded = run(connections() + SYNC + load, "--archives", archives.toString());
      assertThat(loaded.status()).as(loaded.all()).isZero();
      assertThat(target.query(CONTENT)).isEqualTo(source.query(CONTENT));
    }
    Typed back = run(connections() + SYNC + execution("Rollback"));
    assertThat(back.status()).as(back.all()).isZero();
    assertThat(target.query("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
        .isEqualTo("0");
  }

  @Test
  void aPlanSaysWhatForbidsTheSync() throws Exception {
    target.execute("CREATE TABLE own (id int); INSERT INTO own VALUES (1)");
    Typed plan = run(connections() + SYNC + execution("Plan"));
    assertThat(plan.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(plan.out()).contains("Would copy 2 tables", "forbidden: ", "(TargetNotMarked)");
  }

  @Test
  void aRefusalNamesReasonAndRemedyAndLeavesTheTarget() throws Exception {
    target.execute("CREATE TABLE own (id int); INSERT INTO own VALUES (1)");
    Typed refused = run(connections() + SYNC);
    assertThat(refused.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(refused.out()).contains("failed, TargetNotMarked", "multiboard-sync allow");
    assertThat(target.query("SELECT count(*) FROM own")).isEqualTo("1");

    Typed wrong =
        run(connections().replace("allowOverwrite: true", "allowOverwrite: false") + SYNC);
    assertThat(wrong.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(wrong.out()).contains("failed, OverwriteNotAllowed", "Set allowOverwrite: true");
  }

  @Test
  void aScheduleIsCarriedOutOnceAndSaidToNeedACluster() throws Exception {
    String nightly = SYNC.replace("trigger: \"1\"", "schedule: \"30 2 * * *\"");
    Typed typed = run(connections() + nightly);
    assertThat(typed.status()).as(typed.all()).isZero();
    assertThat(typed.err())
        .contains("needs the operator in a cluster: it is carried out once, now");
    assertThat(target.query(CONTENT)).isEqualTo(source.query(CONTENT));
  }

  @Test
  void connectionsAloneAreChecked() throws Exception {
    Typed checked = run(connections());
    assertThat(checked.status()).as(checked.all()).isZero();
    assertThat(checked.out())
        .contains("Check of production: succeeded", "PostgreSQL 15.", "PostgreSQL 18.");

    Typed missing = run(connections().replace("name: login}\nstring", "name: other}\nstring"));
    assertThat(missing.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(missing.out()).contains("failed, SecretNotFound", "the Secret \"login\"");
  }

  @Test
  void theProductionDatabaseOfTheSettingsIsNoTarget() throws Exception {
    Path file = Files.writeString(folder.resolve("shop.yaml"), connections() + SYNC);
    Typed typed =
        Typed.run(Map.of("PRODUCTION_DATABASE_URL", target.url()), "run", "-f", file.toString());
    assertThat(typed.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(typed.out()).contains("failed, TargetIsProduction");
  }

  @Test
  void whatIsWrongInAFileIsSaidBeforeAnythingIsDone() throws Exception {
    Typed refused = run(connections() + SYNC.replace("trigger", "triger"));
    assertThat(refused.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(refused.err())
        .contains("DatabaseSync \"shop\"", "unknown field \"spec.triger\"", "InvalidConfiguration");
    assertThat(run(SECRETS).err()).contains("there is nothing to do");
    assertThat(run(connections().replace("canary-2f81", "CHANGE-ME") + SYNC).err())
        .contains("the key \"password\" of the Secret \"login\" still says CHANGE-ME");
    Typed exporting =
        run(connections() + SYNC.replace("  target: {connectionName: staging}\n", ""));
    assertThat(exporting.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(exporting.err()).contains("--archives DIR", "BACKUP_DIRECTORY");
  }

  @Test
  void aFolderIsReadWithAllItsFiles() throws Exception {
    Path manifests = Files.createDirectories(folder.resolve("manifests"));
    Files.writeString(manifests.resolve("b.yaml"), SYNC);
    Files.writeString(manifests.resolve("a.yml"), connections());
    Files.writeString(manifests.resolve("notes.txt"), "not: [read");
    Typed typed = Typed.run("run", "-f", manifests.toString());
    assertThat(typed.status()).as(typed.all()).isZero();
    assertThat(target.query(CONTENT)).isEqualTo(source.query(CONTENT));
  }

  @Test
  void ctrlCCancelsInGoodOrderAndLeavesNoSecret() throws Exception {
    Path temporary = Files.createDirectories(folder.resolve("temporary"));
    String patient = SYNC + "  export: {lockTimeoutSeconds: 600}\n";
    Path file = Files.writeString(folder.resolve("shop.yaml"), connections() + patient);
    try (Connection holder = source.connect();
        Statement lock = holder.createStatement()) {
      holder.setAutoCommit(false);
      lock.execute("LOCK TABLE part IN ACCESS EXCLUSIVE MODE");
      Map<String, String> own = Map.of("TMPDIR", temporary.toString());
      try (Launched launched = Launched.start(folder, own, "run", "-f", file.toString())) {
        launched.awaitErr("attempt 1: import of");
        assertThat(temporary).isNotEmptyDirectory();
        launched.signal("INT");
        Typed typed = launched.await(90);
        assertThat(typed.status()).as(typed.all()).isEqualTo(ExitStatus.INTERRUPTED);
        assertThat(typed.err()).contains("interrupted: shop: cancelled; ").doesNotContain("canary");
      }
    }
    assertThat(temporary).isEmptyDirectory();
    assertThat(target.query("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
        .isEqualTo("0");
  }
}
