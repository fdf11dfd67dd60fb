package io.multiboard.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.multiboard.sync.engine.archive.ArchiveFolder;
import io.multiboard.sync.engine.target.Guard;
import io.multiboard.sync.engine.target.ImportOptions;
import io.multiboard.sync.engine.target.Ownership;
import io.multiboard.sync.engine.target.Privileges;
import io.multiboard.sync.engine.target.Strategy;
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

/// A target that is filled where it is.
class InPlaceTest {
  @TempDir Path folder;

  private static ImportOptions inPlace(Ownership ownership, Privileges privileges) {
    ImportOptions usual = ImportOptions.DEFAULTS;
    return new ImportOptions(
        2,
        Strategy.InPlace,
        ownership,
        privileges,
        usual.missingRoles(),
        usual.targetOnlyObjects(),
        usual.verify(),
        Duration.ZERO);
  }

  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void anEmptyTargetIsFilledInOneTransaction(TestServer server) throws SQLException {
    try (TestDatabase source = TestingShop.create(server);
        TestDatabase target = server.createDatabase();
        ArchiveFolder archive = TestingShop.archive(source, folder.resolve("archive"))) {
      String oid = target.query("SELECT oid FROM pg_database WHERE datname = current_database()");
      ImportReport report =
          new Import(EventSink.NONE)
              .run(
                  TestingShop.request(
                      TestingShop.connector(server, target.name()),
                      archive,
                      inPlace(Ownership.Source, Privileges.Source)));
      assertThat(TestingShop.differences(source, target)).isEmpty();
      assertThat(report.verified()).isTrue();
      assertThat(target.query("SELECT oid FROM pg_database WHERE datname = current_database()"))
          .isEqualTo(oid);
    }
  }

  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void aFailureLeavesItEmpty(TestServer server) throws SQLException {
    TestingShop.roles(server, "import_owner");
    try (TestDatabase source = server.createDatabase();
        TestDatabase target = server.createDatabase()) {
      source.execute(
          "CREATE SCHEMA s; CREATE TABLE s.part (id int); INSERT INTO s.part VALUES (1);"
              + "CREATE TABLE s.child (id int); INSERT INTO s.child VALUES (2);"
              + "CREATE UNIQUE INDEX ON s.part (id);"
              + "ALTER TABLE s.child ADD FOREIGN KEY (id) REFERENCES s.part (id) NOT VALID;"
              + "UPDATE pg_constraint SET convalidated = true WHERE contype = 'f'");
      try (ArchiveFolder archive = TestingShop.archive(source, folder.resolve("archive"))) {
        SyncException failure =
            catchThrowableOfType(
                SyncException.class,
                () ->
                    new Import(EventSink.NONE)
                        .run(
                            new ImportRequest(
                                TestingShop.connector(server, target.name()),
                                archive,
                                TestingShop.runId(),
                                inPlace(Ownership.Target, Privileges.Target),
                                Guard.NONE)));
        assertThat(failure.reason()).isEqualTo(Reason.ConstraintViolated);
        assertThat(failure).hasMessageContaining("FK CONSTRAINT");
      }
      assertThat(target.query("SELECT count(*) FROM pg_namespace WHERE nspname = 's'"))
          .isEqualTo("0");
    }
  }
}
