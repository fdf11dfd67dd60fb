package io.multiboard.sync.engine.toc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiboard.sync.engine.catalog.Catalog;
import io.multiboard.sync.engine.catalog.CatalogReader;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.Session;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import java.sql.SQLException;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalsTest {
  /// One object of each kind that has no record, as `(kind, name)` in the order of the message.
  private static final String OTHERS =
      """
      CREATE SCHEMA fx;
      CREATE ACCESS METHOD other_heap TYPE TABLE HANDLER heap_tableam_handler;
      CREATE FUNCTION fx.to_int(text) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT length($1)';
      CREATE CAST (text AS int) WITH FUNCTION fx.to_int(text);
      CREATE CONVERSION fx.other_conversion FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
      CREATE FUNCTION fx.watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
      CREATE EVENT TRIGGER watching ON sql_drop EXECUTE FUNCTION fx.watch();
      CREATE FOREIGN DATA WRAPPER wrapper;
      CREATE SERVER elsewhere FOREIGN DATA WRAPPER wrapper;
      CREATE USER MAPPING FOR PUBLIC SERVER elsewhere OPTIONS (password 'secret');
      CREATE FOREIGN TABLE fx.far (id int) SERVER elsewhere;
      CREATE OPERATOR fx.=== (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq);
      CREATE OPERATOR FAMILY fx.family USING btree;
      CREATE OPERATOR CLASS fx.class FOR TYPE int USING btree FAMILY fx.family AS FUNCTION 1 btint4cmp(int, int);
      CREATE LANGUAGE other_sql HANDLER plpgsql_call_handler;
      CREATE PUBLICATION news FOR ALL TABLES;
      CREATE TEXT SEARCH CONFIGURATION fx.words (COPY = simple);
      CREATE TEXT SEARCH DICTIONARY fx.dictionary (TEMPLATE = simple);
      CREATE TEXT SEARCH PARSER fx.parser
        (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);
      CREATE TEXT SEARCH TEMPLATE fx.template (LEXIZE = dsimple_lexize);
      CREATE TRANSFORM FOR int LANGUAGE sql (FROM SQL WITH FUNCTION pg_catalog.prsd_lextype(internal));
      CREATE TYPE fx.shell;
      """;

  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void namesWhatItCannotReproduce(TestServer server) throws SQLException {
    try (TestDatabase database = server.createDatabase().execute(OTHERS)) {
      Catalog catalog = read(database);
      assertThat(catalog.unsupported().stream().map(object -> object.display()))
          .containsExactly(
              "ACCESS METHOD other_heap",
              "CAST (text AS integer)",
              "CONVERSION fx.other_conversion",
              "EVENT TRIGGER watching",
              "FOREIGN DATA WRAPPER wrapper",
              "FOREIGN TABLE fx.far",
              "OPERATOR fx.===",
              "OPERATOR CLASS fx.class",
              "OPERATOR FAMILY fx.family",
              "PROCEDURAL LANGUAGE other_sql",
              "PUBLICATION news",
              "SERVER elsewhere",
              "TEXT SEARCH CONFIGURATION fx.words",
              "TEXT SEARCH DICTIONARY fx.dictionary",
              "TEXT SEARCH PARSER fx.parser",
              "TEXT SEARCH TEMPLATE fx.template",
              "TRANSFORM FOR integer LANGUAGE sql",
              "TYPE fx.shell",
              "USER MAPPING public SERVER elsewhere");
      assertThatThrownBy(() -> TocBuilder.build(catalog, TocOptions.STRICT))
          .hasMessageContaining("\"EVENT TRIGGER watching\"")
          .hasMessageEndingWith(" and 9 more")
          .hasMessageNotContaining("secret")
          .asInstanceOf(InstanceOfAssertFactories.type(SyncException.class))
          .satisfies(refusal -> {
            assertThat(refusal.reason()).isEqualTo(Reason.UnsupportedObject);
            assertThat(refusal.remedy()).contains("--ignore \"USER MAPPING\"");
          });
    }
  }

  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void goesOnWithoutIgnoredKinds(TestServer server) throws SQLException {
    String sql = "CREATE TYPE mood AS ENUM ('sad'); CREATE PUBLICATION news FOR ALL TABLES";
    try (TestDatabase database = server.createDatabase().execute(sql)) {
      Catalog catalog = read(database);
      TableOfContents contents = TocBuilder.build(catalog, new TocOptions(Set.of("publication")));
      assertThat(contents.entries().stream().map(entry -> entry.header().kind()))
          .contains(EntryKind.TYPE)
          .doesNotContain(EntryKind.PUBLICATION);
      assertThatThrownBy(() -> TocBuilder.build(catalog, new TocOptions(Set.of("Operator"))))
          .hasMessageContaining("PUBLICATION news");
    }
  }

  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void refusesWhatNeedsIgnoredObjects(TestServer server) throws SQLException {
    String sql =
        """
        CREATE FOREIGN DATA WRAPPER wrapper;
        CREATE SERVER elsewhere FOREIGN DATA WRAPPER wrapper;
        CREATE FOREIGN TABLE far (id int DEFAULT 1 CHECK (id > 0), other text) SERVER elsewhere;
        CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
        CREATE TRIGGER watch AFTER INSERT ON far EXECUTE FUNCTION nothing();
        CREATE STATISTICS of_far ON id, other FROM far;
        COMMENT ON COLUMN far.id IS 'far away';
        GRANT SELECT ON far TO PUBLIC;
        """;
    TocOptions ignoring = new TocOptions(Set.of("FOREIGN TABLE", "SERVER", "FOREIGN DATA WRAPPER"));
    try (TestDatabase database = server.createDatabase().execute(sql)) {
      assertThat(
              TocBuilder.build(read(database), ignoring).entries().stream()
                  .map(entry -> entry.header().displayName()))
          .contains("public.nothing()")
          .noneMatch(name -> name.contains("far"));
      database.execute("CREATE VIEW \"Near\" AS SELECT id FROM far");
      assertThatThrownBy(() -> TocBuilder.build(read(database), ignoring))
          .hasMessageContaining("\"public.\"Near\"\" needs \"FOREIGN TABLE public.far\"");
    }
  }

  @Test
  void leavesExtensionsAlone() throws SQLException {
    String sql =
        "CREATE EXTENSION hstore; CREATE EXTENSION btree_gist; CREATE EXTENSION postgres_fdw";
    try (TestDatabase database =
        io.multiboard.sync.server.TestServers.v18().createDatabase().execute(sql)) {
      assertThat(read(database).unsupported()).isEmpty();
    }
  }

  @Test
  void refusesUnknownKinds() {
    assertThatThrownBy(() -> new TocOptions(Set.of("tables")))
        .hasMessageContaining("\"tables\"")
        .asInstanceOf(InstanceOfAssertFactories.type(SyncException.class))
        .satisfies(refusal -> {
          assertThat(refusal.reason()).isEqualTo(Reason.InvalidUsage);
          assertThat(refusal.remedy()).contains("EVENT TRIGGER, ").doesNotContain("TABLE,  ");
        });
  }

  private static Catalog read(TestDatabase database) {
    try (Session session = new Connector(database.address(), "test").open()) {
      return CatalogReader.read(session);
    }
  }
}
