package io.multiboard.sync.engine.toc;

import io.multiboard.sync.postgres.Identifier;
import io.multiboard.sync.server.TestDatabase;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;

/// A table of contents with the rows of its database as a script for psql, in the order and the
/// passes of pg_restore: a judge of our order and of our statements that needs no archive.
final class RestoreScript {
  private static final Pattern DROP =
      Pattern.compile(
          "DROP (SCHEMA|TABLE|VIEW|MATERIALIZED VIEW|SEQUENCE|TYPE|DOMAIN|FUNCTION|PROCEDURE|AGGREGATE"
              + "|COLLATION|STATISTICS) (.*);\n",
          Pattern.DOTALL);

  private static final String SETTINGS =
      """
      \\set ON_ERROR_STOP on
      SET check_function_bodies = false;
      SET client_min_messages = warning;
      SET xmloption = content;
      SET row_security = off;
      """;

  private final TestDatabase source;
  private final StringBuilder script = new StringBuilder(SETTINGS);

  private RestoreScript(TestDatabase source) {
    this.source = source;
  }

  static Path write(TableOfContents contents, TestDatabase source, Path file)
      throws SQLException, IOException {
    RestoreScript script = new RestoreScript(source);
    for (int pass = 0; pass < 3; pass++) {
      for (TocEntry entry : contents.entries()) {
        if (pass(entry) == pass) {
          script.add(entry);
        }
      }
    }
    return Files.writeString(file, script.script);
  }

  private static int pass(TocEntry entry) {
    return switch (entry.header().kind()) {
      case DATABASE, DATABASE_PROPERTIES -> 3;
      case ACL, DEFAULT_ACL -> entry.header().tag().startsWith("DATABASE ") ? 3 : 1;
      case COMMENT -> entry.header().tag().startsWith("DATABASE ") ? 3 : 0;
      case MATERIALIZED_VIEW_DATA -> 2;
      default -> 0;
    };
  }

  private void add(TocEntry entry) throws SQLException, IOException {
    switch (entry) {
      case TocEntry.Statement statement -> add(statement);
      case TocEntry.TableData data -> add(data);
      case TocEntry.LargeObjects _ -> addLargeObjects();
    }
  }

  private void add(TocEntry.Statement entry) {
    entry
        .accessMethod()
        .ifPresent(method -> script.append("SET default_table_access_method = " + method + ";\n"));
    entry
        .tablespace()
        .ifPresent(
            name -> script.append("SET default_tablespace = " + Identifier.literal(name) + ";\n"));
    script.append(entry.definition());
    entry
        .header()
        .owner()
        .filter(_ -> !entry.drop().isEmpty())
        .ifPresent(owner -> addOwner(entry, Identifier.quote(owner)));
  }

  private void addOwner(TocEntry.Statement entry, String owner) {
    String tag = entry.header().tag();
    Matcher drop = DROP.matcher(entry.drop());
    switch (entry.header().kind()) {
      case BLOB -> script.append("ALTER LARGE OBJECT %s OWNER TO %s;\n".formatted(tag, owner));
      case SCHEMA ->
          script.append("ALTER SCHEMA %s OWNER TO %s;\n".formatted(Identifier.quote(tag), owner));
      default -> {
        if (drop.matches()) {
          script.append(
              "ALTER %s %s OWNER TO %s;\n".formatted(drop.group(1), drop.group(2), owner));
        }
      }
    }
  }

  private void addLargeObjects() throws SQLException {
    String contents = "SELECT oid, pg_catalog.lo_get(oid) FROM pg_catalog.pg_largeobject_metadata";
    for (List<String> object : source.rows(contents)) {
      script.append(
          "SELECT pg_catalog.lo_put(%s, 0, '%s');\n".formatted(object.get(0), object.get(1)));
    }
  }

  private void add(TocEntry.TableData data) throws SQLException, IOException {
    CopyStatement copy = CopyStatement.parse(data.copyStatement().orElseThrow());
    script.append(copy.archiveText());
    String columns = String.join(", ", copy.columns().stream().map(Identifier::quote).toList());
    String name =
        Identifier.quote(data.header().namespace().orElseThrow())
            + "."
            + Identifier.quote(data.header().tag());
    try (Connection connection = source.connect();
        Writer rows = new StringWriter()) {
      String sql = "COPY " + name + (columns.isEmpty() ? "" : " (" + columns + ")") + " TO STDOUT";
      connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql, rows);
      script.append(rows).append("\\.\n");
    }
  }
}
