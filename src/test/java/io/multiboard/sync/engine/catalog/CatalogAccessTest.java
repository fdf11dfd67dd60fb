package io.multiboard.sync.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiboard.sync.engine.copy.Snapshot;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.Session;
import io.multiboard.sync.server.Release;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import io.multiboard.sync.server.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the reading of a catalog may do, and what it says where it may not.
class CatalogAccessTest {
  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void saysThatDefinitionsChangedMeanwhile(TestServer server) throws SQLException {
    try (TestDatabase database = server.createDatabase().execute("CREATE VIEW gone AS SELECT 1");
        Session session = new Connector(database.address(), "test").open()) {
      session.execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1");
      database.execute("DROP VIEW gone");
      assertChanged(() -> CatalogReader.read(session));
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

  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void needsNoSuperuser(TestServer server) throws Exception {
    try (TestDatabase database = server.createDatabase()) {
      ordinaryOwner(database);
      try (Session session = open(database, "ordinary")) {
        session.execute(
            "CREATE TABLE public.part (id serial PRIMARY KEY); CREATE VIEW public.shown AS TABLE public.part");
        Connector connector = new Connector(server.address(database.name(), "ordinary"), "test");
        Snapshot.take(session, connector, Duration.ofSeconds(1));
        assertThat(CatalogReader.read(session).objects(Relation.class)).hasSize(3);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void saysWhichSequenceMayNotBeRead(TestServer server) throws SQLException {
    try (TestDatabase database = server.createDatabase()) {
      ordinaryOwner(database);
      database.execute("CREATE SEQUENCE hidden");
      try (Session session = open(database, "ordinary")) {
        assertThatThrownBy(() -> CatalogReader.read(session))
            .isInstanceOfSatisfying(
                SyncException.class,
                failure -> assertThat(failure.reason()).isEqualTo(Reason.MissingPrivilege))
            .hasMessageContaining("hidden");
      }
    }
  }

  private static void ordinaryOwner(TestDatabase database) throws SQLException {
    if (database.rows("SELECT 1 FROM pg_roles WHERE rolname = 'ordinary'").isEmpty()) {
      database.execute("CREATE ROLE ordinary LOGIN");
    }
    database.execute("ALTER DATABASE \"%s\" OWNER TO ordinary".formatted(database.name()));
  }

  private static Session open(TestDatabase database, String user) {
    return new Connector(database.server().address(database.name(), user), "test").open();
  }

  @Test
  void leavesOutWhatAStandbyDoesNotHave() throws SQLException, IOException {
    try (TestServer server = TestServers.startPrivate(Release.V15)) {
      TestDatabase database = server.createDatabase();
      database.execute(
          "CREATE TABLE kept (id serial); CREATE UNLOGGED TABLE lost (id serial); CREATE UNLOGGED SEQUENCE lost_too");
      server.stopFast();
      Files.createFile(server.data().resolve("standby.signal"));
      server.start();
      Catalog catalog = read(database);
      assertThat(catalog.rowTables())
          .extracting(table -> table.name().name())
          .containsExactly("kept");
      assertThat(catalog.objects(Sequence.class).filter(sequence -> sequence.value().isPresent()))
          .extracting(Sequence::name)
          .contains("kept_id_seq")
          .doesNotContain("lost_too");
    }
  }

  private static Catalog read(TestDatabase database) {
    try (Session session = new Connector(database.address(), "test").open()) {
      return CatalogReader.read(session);
    }
  }
}
