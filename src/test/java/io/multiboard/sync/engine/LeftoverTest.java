package io.multiboard.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.multiboard.sync.engine.archive.ArchiveFolder;
import io.multiboard.sync.engine.target.Guard;
import io.multiboard.sync.engine.target.ImportOptions;
import io.multiboard.sync.engine.target.Marks;
import io.multiboard.sync.engine.target.RunNames;
import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.proof.Witness;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What dead runs leave behind is removed by the next, and nothing else is.
class LeftoverTest {
  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void shadowsThatAreProvablyOursGo(TestServer server) throws SQLException {
    String name = "left_" + TestingShop.runId();
    RunNames loading = new RunNames(name, "dead-loading");
    RunNames unmarked = new RunNames(name, "dead-unmarked");
    RunNames filled = new RunNames(name, "not-ours");
    try (TestDatabase source = server.createDatabase().execute("CREATE TABLE part (id int)");
        TestDatabase target = server.createDatabase(name);
        TestDatabase first = server.createDatabase(loading.shadow());
        TestDatabase second = server.createDatabase(unmarked.shadow());
        TestDatabase third = server.createDatabase(filled.shadow());
        TestDatabase other = server.createDatabase("multiboard_new_x_00000000");
        Connection stillThere = first.connect();
        ArchiveFolder archive = TestingShop.archive(source, folder.resolve("archive"))) {
      server.execute(
          "COMMENT ON DATABASE \"%s\" IS '%s'"
              .formatted(first.name(), Marks.shadow(loading).text()));
      third.execute("CREATE TABLE somebodys (id int)");
      assertThat(stillThere.isValid(5)).isTrue();
      new Import(EventSink.NONE)
          .run(
              TestingShop.request(
                  TestingShop.connector(server, target.name()), archive, ImportOptions.DEFAULTS));
      assertThat(TestingShop.ours(server, name))
          .contains(third.name())
          .doesNotContain(first.name(), second.name());
      assertThat(other.query("SELECT 1")).isEqualTo("1");
    }
  }

  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void aFailedRunLeavesNothing(TestServer server) throws SQLException {
    try (TestDatabase source = server.createDatabase();
        TestDatabase target = server.createDatabase()) {
      source.execute(
          """
          CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql IMMUTABLE
            AS $$ SELECT CASE current_setting('my.flag', true) WHEN 'on' THEN a ELSE 0 END $$;
          SET my.flag = 'on';
          CREATE TABLE part (id int);
          INSERT INTO part VALUES (1), (2);
          CREATE UNIQUE INDEX broken ON part (f(id));
          """);
      new Allow(Guard.NONE).run(TestingShop.connector(server, target.name()));
      try (ArchiveFolder archive = TestingShop.archive(source, folder.resolve("archive"))) {
        SyncException failure =
            catchThrowableOfType(
                SyncException.class,
                () ->
                    new Import(EventSink.NONE)
                        .run(
                            TestingShop.request(
                                TestingShop.connector(server, target.name()),
                                archive,
                                ImportOptions.DEFAULTS)));
        assertThat(failure)
            .hasMessageContaining("INDEX \"public.broken\"")
            .hasMessageContaining("could not create unique index");
        assertThat(failure.reason()).isEqualTo(Reason.ConstraintViolated);
        assertThat(failure.remedy()).contains("repair the source");
      }
      assertThat(TestingShop.ours(server, target.name())).isEmpty();
      Witness.assertNoSession(server);
    }
  }
}
