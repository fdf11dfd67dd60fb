package io.multiboard.sync.engine.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.engine.target.Finding;
import io.multiboard.sync.engine.toc.EntryKind;
import io.multiboard.sync.postgres.ServerVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewerSyntaxTest {
  private static List<String> refusals(EntryKind kind, String definition, int major) {
    var contents =
        TestingContents.of(
            "18.6 (Debian)", List.of(TestingContents.entry(kind, "part", definition)));
    return new NewerSyntax(contents, true)
        .findings(new ServerVersion(major * 10_000, major + ".1")).stream()
            .filter(Finding::blocking)
            .map(Finding::message)
            .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "TABLE | CREATE TABLE p (a int, b int GENERATED ALWAYS AS ((a + (1))) ); | 18",
        "TABLE | CREATE TABLE p (a int, b int GENERATED ALWAYS AS (a) VIRTUAL NOT NULL); | 18",
        "TABLE | CREATE TABLE p (a int, CONSTRAINT c CHECK ((a > 0)) NOT ENFORCED); | 18",
        "FK_CONSTRAINT | ALTER TABLE ONLY p ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES q(a) NOT ENFORCED; | 18",
        "CONSTRAINT | ALTER TABLE ONLY p ADD CONSTRAINT k PRIMARY KEY (id, valid WITHOUT OVERLAPS); | 18",
        "FK_CONSTRAINT | ALTER TABLE p ADD CONSTRAINT f FOREIGN KEY (id, PERIOD valid) REFERENCES q(id, PERIOD valid); | 18",
        "CONSTRAINT | ALTER TABLE p ADD CONSTRAINT n NOT NULL a NOT VALID; | 18",
        "TABLE | CREATE TABLE p (a int, CONSTRAINT n NOT NULL a); | 18",
        "TABLE | CREATE TABLE p (a int CONSTRAINT n NOT NULL NO INHERIT); | 18",
        "ACL | GRANT SELECT ON TABLE p TO r;GRANT INSERT,MAINTAIN ON TABLE p TO r; | 17",
        "COLLATION | CREATE COLLATION c (provider = builtin, locale = 'C'); | 17",
        "VIEW | CREATE VIEW v AS SELECT * FROM JSON_TABLE(p.a, '$' COLUMNS (x int)); | 17",
        "VIEW | CREATE VIEW v AS SELECT (p.a IS JSON) AS x FROM p; | 16",
        "COLLATION | CREATE COLLATION c (provider = icu, locale = 'de', rules = '&a < b'); | 16",
        "CONSTRAINT | ALTER TABLE ONLY p ADD CONSTRAINT k UNIQUE NULLS NOT DISTINCT (a); | 15",
        "FK_CONSTRAINT | ALTER TABLE p ADD CONSTRAINT f FOREIGN KEY (a, b) REFERENCES q(a, b) ON DELETE SET NULL (a); | 15",
        "VIEW | CREATE VIEW v WITH (security_invoker='true') AS SELECT 1; | 15",
        "FUNCTION | CREATE FUNCTION f() RETURNS int LANGUAGE sql RETURN 1; | 14",
        "TABLE | CREATE TABLE p (a text); ALTER TABLE ONLY p ALTER COLUMN a SET COMPRESSION lz4; | 14",
        "TYPE | CREATE TYPE r AS RANGE (subtype = int4, multirange_type_name = mr); | 14",
        "STATISTICS | CREATE STATISTICS s ON a, (b + c) FROM p; | 14"
      })
  void whatTheTargetDoesNotKnowIsNamed(EntryKind kind, String definition, int since) {
    assertThat(refusals(kind, definition, since - 1))
        .singleElement()
        .satisfies(message ->
            assertThat(message)
                .contains(
                    "PostgreSQL " + (since - 1), "with " + since, kind.text() + " public.part"));
    assertThat(refusals(kind, definition, since)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "TABLE | CREATE TABLE p (a int GENERATED ALWAYS AS (1) STORED, b int GENERATED ALWAYS AS IDENTITY);",
        "TABLE | CREATE TABLE p (enforced bool, CONSTRAINT c CHECK ((NOT enforced)));",
        "TABLE | CREATE TABLE p (a int CONSTRAINT named NOT NULL, b text DEFAULT 'NOT ENFORCED'::text NOT NULL);",
        "TABLE | CREATE TABLE p (\"NOT\" int, period int, maintain int, json_table int);",
        "VIEW | CREATE VIEW v AS SELECT public.json_value(p.a) FROM p WHERE NOT p.enforced;",
        "DOMAIN | CREATE DOMAIN d AS int CONSTRAINT n NOT NULL;",
        "FK_CONSTRAINT | ALTER TABLE p ADD CONSTRAINT f FOREIGN KEY (period, a) REFERENCES q(period, a) ON DELETE SET NULL;",
        "FUNCTION | CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;",
        "ACL | GRANT SELECT ON TABLE maintain TO maintain;",
        "STATISTICS | CREATE STATISTICS s ON a, b FROM p;"
      })
  void whatEachReleaseKnowsIsLetThrough(EntryKind kind, String definition) {
    assertThat(refusals(kind, definition, 13)).isEmpty();
  }

  @Test
  void aSourceThatIsNotNewerIsNotLookedAt() {
    var contents =
        TestingContents.of(
            "15.19",
            List.of(
                TestingContents.entry(EntryKind.CONSTRAINT, "k", "UNIQUE NULLS NOT DISTINCT (a)")));
    assertThat(new NewerSyntax(contents, true).findings(new ServerVersion(150_019, "15.19")))
        .isEmpty();
  }
}
