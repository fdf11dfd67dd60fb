package io.multiboard.sync.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import io.multiboard.sync.server.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What bad input gets: one clear message with a reason and a remedy, and nothing is touched.
class RefusalsTest {
  @TempDir Path folder;
  private final TestServer server = TestServers.v18();
  private Scene scene;

  @BeforeEach
  void fill() throws SQLException {
    server.execute(Scene.resource("/proof/refusals.sql"));
    scene = Scene.on(server);
  }

  @AfterEach
  void drop() throws SQLException {
    scene.close();
  }

  @Test
  void unreachableAndUnknownHosts() throws SQLException {
    String source = scene.source().url();
    for (String verb : new String[] {"sync", "plan"}) {
      refused(
          "Unreachable",
          verb,
          "--source",
          "postgres://postgres@127.0.0.1:1/x?sslmode=disable",
          "--target",
          scene.target().url());
      refused(
          "Unreachable",
          verb,
          "--source",
          source,
          "--target",
          "postgres://postgres@127.0.0.1:1/x?sslmode=disable");
      // F39: a name that no server knows (RFC 6761).
      refused(
          "DnsFailure",
          verb,
          "--source",
          "postgres://postgres@nowhere.invalid/x",
          "--target",
          scene.target().url());
      refused(
          "DnsFailure",
          verb,
          "--source",
          source,
          "--target",
          "postgres://postgres@nowhere.invalid/x");
    }
    refused(
        "DatabaseNotFound",
        "sync",
        "--source",
        server.url("not_there"),
        "--target",
        scene.target().url());
    refused(
        "AuthenticationFailed",
        "sync",
        "--source",
        source.replace("postgres@", "nobody_at_all@"),
        "--target",
        scene.target().url());
    refused("DnsFailure", "check", "postgres://postgres@nowhere.invalid/x");
    refused(
        "Unreachable",
        "export",
        "--source",
        "postgres://postgres@127.0.0.1:1/x?sslmode=disable",
        "--archive",
        folder.resolve("a").toString());
    scene.assertUntouched();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void targetsThatMayNotBeOverwritten() throws SQLException {
    String source = scene.source().url();
    String target = scene.target().url();
    server.execute("COMMENT ON DATABASE " + scene.target().name() + " IS 'not marked'");
    refused("TargetNotMarked", "sync", "--source", source, "--target", target);
    Path archive = folder.resolve("archive");
    Program.run(scene.export(archive)).orFail();
    refused("TargetNotMarked", "import", "--archive", archive.toString(), "--target", target);
    Ran plan = Program.run("plan", "--source", source, "--target", target);
    assertThat(plan.status()).isNotZero();
    assertThat(plan.out()).contains("TargetNotMarked").contains("what to do: ");
    Program.run("allow", "--target", target).orFail();
    refused("TargetIsSource", "sync", "--source", target, "--target", target);
    refused(
        "TargetIsSource",
        "sync",
        "--source",
        target,
        "--target",
        target.replace("127.0.0.1", "localhost"));
    refused(
        "TargetIsMaintenanceDatabase",
        "sync",
        "--source",
        source,
        "--target",
        server.url("postgres"));
    refused(
        "TargetIsMaintenanceDatabase",
        "sync",
        "--source",
        source,
        "--target",
        server.url("template1"));
    refused(
        "TargetIsMaintenanceDatabase",
        "sync",
        "--source",
        source,
        "--target",
        server.url("template0"));
    Ran production =
        Program.run(
            Map.of("PRODUCTION_DATABASE_URL", target.replace("127.0.0.1", "localhost")),
            "sync",
            "--source",
            source,
            "--target",
            target);
    production.failedWith("reason: TargetIsProduction");
    assertRemedy(production);
    server.execute(
        "COMMENT ON DATABASE " + scene.target().name() + " IS 'multiboard:overwritable'");
    scene.assertUntouched();
  }

  @Test
  void missingRolesExtensionsAndRights() throws SQLException {
    String target = scene.target().url();
    try (TestDatabase needy = server.createDatabase()) {
      needy.execute(
          "CREATE TABLE t (id integer)",
          "DO $$ BEGIN CREATE ROLE proof_passing; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
          "GRANT SELECT ON t TO proof_passing",
          "CREATE TABLE p (id integer)",
          "ALTER TABLE p ENABLE ROW LEVEL SECURITY",
          "CREATE POLICY x ON p TO proof_passing USING (true)");
      Path archive = folder.resolve("archive");
      Program.run("export", "--source", needy.url(), "--archive", archive.toString()).orFail();
      needy.execute("DROP POLICY x ON p", "REVOKE ALL ON t FROM proof_passing");
      server.execute("DROP ROLE proof_passing");
      Ran ran =
          refused(
              "MissingRole",
              "import",
              "--archive",
              archive.toString(),
              "--target",
              target,
              "--target-only-objects",
              "drop");
      assertThat(ran.err()).contains("proof_passing");
    }
    scene.assertUntouched();
    powerless("proof_powerless", "MissingPrivilege");
    powerless("proof_creator", "MissingPrivilege");
  }

  /// Releases from 17 on have it no more.
  @Test
  void missingExtensions() throws SQLException {
    try (TestDatabase older = TestServers.v15().createDatabase()) {
      older.execute("CREATE EXTENSION adminpack");
      for (String verb : new String[] {"sync", "plan"}) {
        Ran ran =
            Program.run(
                verb,
                "--source",
                older.url(),
                "--target",
                scene.target().url(),
                "--target-only-objects",
                "drop");
        assertThat(ran.status()).isNotZero();
        assertThat(ran.said()).contains("MissingExtension", "adminpack", "what to do: ");
      }
    }
    scene.assertUntouched();
  }

  private void powerless(String role, String reason) throws SQLException {
    String target = scene.target().url().replace("postgres@", role + "@");
    refused(reason, "sync", "--source", scene.source().url(), "--target", target);
    String source = scene.source().url().replace("postgres@", role + "@");
    refused(reason, "export", "--source", source, "--archive", folder.resolve("b").toString());
    scene.assertUntouched();
  }

  @Test
  void objectsThatOnlyTheTargetHas() throws SQLException {
    scene.target().execute("CREATE TABLE scene.mine (id integer)");
    Ran ran = Program.run(scene.sync());
    ran.failedWith("reason: TargetOnlyObjects");
    assertThat(ran.err()).contains("mine");
    assertRemedy(ran);
    scene.target().execute("DROP TABLE scene.mine");
    scene.assertUntouched();
  }

  @Test
  void targetsInUse() throws SQLException {
    try (Connection connection = scene.target().connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("INSERT INTO scene.nothing VALUES (1)");
      statement.execute("PREPARE TRANSACTION 'proof-prepared'");
      Ran ran = Program.run(scene.sync());
      ran.failedWith("reason: TargetInUse");
      connection.setAutoCommit(true);
      statement.execute("ROLLBACK PREPARED 'proof-prepared'");
    }
    scene.assertUntouched();
  }

  /// Kinds that come later are named; `--ignore` goes on without them.
  @Test
  void kindsThatCannotBeReproduced() throws SQLException {
    scene.source().execute("CREATE PUBLICATION \"of the; proof\" FOR ALL TABLES");
    Ran ran = Program.run(scene.sync());
    ran.failedWith("reason: UnsupportedObject");
    assertThat(ran.err()).contains("of the; proof");
    assertRemedy(ran);
    Program.run(scene.sync("--ignore", "PUBLICATION", "--dry-run")).orFail();
    scene.source().execute("DROP PUBLICATION \"of the; proof\"");
    scene.assertUntouched();
  }

  @Test
  void dryRunsAndPlansWriteNothing() throws SQLException {
    Program.run(scene.sync("--dry-run")).orFail();
    Program.run("plan", "--source", scene.source().url(), "--target", scene.target().url())
        .orFail();
    scene.assertUntouched();
  }

  @Test
  void nothingToRollBack() throws SQLException {
    refused("NoFormerDatabase", "rollback", "--target", scene.target().url());
    scene.assertUntouched();
  }

  private static Ran refused(String reason, String... words) {
    Ran ran = Program.run(words).failedWith("reason: " + reason);
    assertRemedy(ran);
    return ran;
  }

  private static void assertRemedy(Ran ran) {
    assertThat(ran.err()).contains("what to do: ");
    assertThat(ran.err().lines().filter(line -> line.startsWith("error: "))).hasSize(1);
  }
}
