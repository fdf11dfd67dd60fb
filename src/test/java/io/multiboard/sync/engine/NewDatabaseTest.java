package io.multiboard.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.engine.archive.ArchiveFolder;
import io.multiboard.sync.engine.target.Guard;
import io.multiboard.sync.engine.target.ImportOptions;
import io.multiboard.sync.event.SyncEvent;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import io.multiboard.sync.server.TestServers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Locales of targets.
class NewDatabaseTest {
  @TempDir Path folder;

  private static final String LOCALE =
      "SELECT to_jsonb(d) - 'oid' - 'datname' - 'datfrozenxid' - 'datminmxid' - 'datacl' - 'datcollversion'"
          + " FROM pg_database d WHERE datname = current_database()";

  private final List<SyncEvent> events = Collections.synchronizedList(new ArrayList<>());

  private void run(TestDatabase source, TestServer server, String target) {
    try (ArchiveFolder archive = TestingShop.archive(source, folder.resolve(TestingShop.runId()))) {
      new Import(events::add)
          .run(
              TestingShop.request(
                  TestingShop.connector(server, target), archive, ImportOptions.DEFAULTS));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "15|ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'de-AT' LOCALE 'C'",
        "15|ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'",
        "15|ENCODING 'SQL_ASCII' LOCALE 'C'",
        "18|ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'de-AT' ICU_RULES '& V << w' LOCALE 'C'",
        "18|ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'"
      })
  void theTargetsLocaleStays(int major, String options) throws SQLException {
    TestServer server = major == 15 ? TestServers.v15() : TestServers.v18();
    String name = "locale_" + TestingShop.runId();
    server.execute("CREATE DATABASE " + name + " TEMPLATE template0 " + options);
    try (TestDatabase target = new TestDatabase(server, name);
        TestDatabase source = server.createDatabase()) {
      source.execute("CREATE TABLE t (a text); INSERT INTO t VALUES ('x')");
      target.execute("CREATE TABLE t (a text)");
      new Allow(Guard.NONE).run(TestingShop.connector(server, name));
      String before = target.query(LOCALE);
      run(source, server, name);
      assertThat(target.query(LOCALE)).isEqualTo(before);
      assertThat(target.query("SELECT a FROM t")).isEqualTo("x");
    }
  }

  @Test
  void anAbsentTargetGetsTheSourcesLocale() throws SQLException {
    TestServer server = TestServers.v18();
    String name = "locale_" + TestingShop.runId();
    server.execute(
        "CREATE DATABASE "
            + name
            + " TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'sv' LOCALE 'C'");
    try (TestDatabase source = new TestDatabase(server, name);
        TestDatabase target = new TestDatabase(server, name + "_copy");
        TestDatabase elsewhere = new TestDatabase(TestServers.v15(), name + "_copy")) {
      run(source, server, target.name());
      assertThat(
              target.query(
                  "SELECT datlocprovider::text || datlocale FROM pg_database WHERE datname = current_database()"))
          .isEqualTo("isv");
      assertThat(elsewhere.server().release().major()).isEqualTo(15);
    }
  }

  @Test
  void aServerWithoutTheSourcesLocaleUsesItsOwn() throws SQLException {
    String name = "locale_" + TestingShop.runId();
    TestServer newer = TestServers.v18();
    newer.execute(
        "CREATE DATABASE "
            + name
            + " TEMPLATE template0 LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C' LOCALE 'C'");
    try (TestDatabase source = new TestDatabase(newer, name);
        TestDatabase target = new TestDatabase(TestServers.v15(), name)) {
      source.execute("CREATE TABLE t (a text); INSERT INTO t VALUES ('x')");
      run(source, TestServers.v15(), name);
      assertThat(target.query("SELECT a FROM t")).isEqualTo("x");
      assertThat(events)
          .anyMatch(event ->
              event instanceof SyncEvent.Noticed noticed && noticed.subject().equals("locale"))
          .anyMatch(event ->
              event instanceof SyncEvent.Noticed noticed && noticed.subject().equals("releases"));
    }
  }
}
