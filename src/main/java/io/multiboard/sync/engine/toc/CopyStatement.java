package io.multiboard.sync.engine.toc;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Identifier;
import io.multiboard.sync.postgres.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The COPY statement of a TABLE DATA entry, taken apart. An archive may come from anywhere, so its
/// text is never sent as it stands: names are read and written anew, and anything that is not `COPY
/// schema.table (columns) FROM stdin` is refused.
///
/// @param columns unquoted; empty for a table without columns, or where the statement lists none
public record CopyStatement(QualifiedName table, List<String> columns, CopyEncoding encoding) {
  private static final String TEXT_END = " FROM stdin;";
  private static final String BINARY_END = " FROM stdin WITH (FORMAT binary);";

  public CopyStatement {
    columns = List.copyOf(columns);
  }

  /// Reads the statement of an archive, with or without its line feed.
  public static CopyStatement parse(String text) {
    String statement = text.strip();
    CopyEncoding encoding =
        statement.endsWith(BINARY_END) ? CopyEncoding.BINARY : CopyEncoding.TEXT;
    String end = encoding == CopyEncoding.BINARY ? BINARY_END : TEXT_END;
    if (!statement.startsWith("COPY ") || !statement.endsWith(end)) {
      throw unsupported(text);
    }
    Names names =
        new Names(statement.substring("COPY ".length(), statement.length() - end.length()));
    QualifiedName table = names.table();
    return new CopyStatement(table, names.columns(), encoding);
  }

  /// The statement as an archive holds it, with its line feed. A table without columns has two
  /// blanks there, as in pg_dump's archives.
  public String archiveText() {
    String list = columns.isEmpty() ? "" : columnList();
    return "COPY "
        + table.sql()
        + " "
        + list
        + (encoding == CopyEncoding.BINARY ? BINARY_END : TEXT_END)
        + "\n";
  }

  /// The same rows in another encoding.
  public CopyStatement in(CopyEncoding other) {
    return new CopyStatement(table, columns, other);
  }

  /// The statement that reads rows from the client.
  ///
  /// @param freeze only for a table created or truncated in the same transaction
  public String fromClient(boolean freeze) {
    String format = encoding == CopyEncoding.BINARY ? "binary" : "text";
    return "COPY " + target() + " FROM STDIN WITH (FORMAT " + format + (freeze ? ", FREEZE)" : ")");
  }

  private String target() {
    return columns.isEmpty() ? table.sql() : table.sql() + " " + columnList();
  }

  private String columnList() {
    return columns.stream().map(Identifier::quote).collect(Collectors.joining(", ", "(", ")"));
  }

  private static SyncException unsupported(String text) {
    return new SyncException(
        Reason.ArchiveUnsupported,
        "the archive has a COPY statement that is not understood: " + text.strip(),
        "Make the archive again by multiboard-sync export or pg_dump -Fd, and alter nothing in it.");
  }

  /// Reads `schema.table (column, …)`. Not thread-safe.
  private static final class Names {
    private final String text;
    private int at;

    Names(String text) {
      this.text = text;
    }

    QualifiedName table() {
      String schema = name();
      expect('.');
      return new QualifiedName(schema, name());
    }

    List<String> columns() {
      blanks();
      List<String> columns = new ArrayList<>();
      if (at == text.length()) {
        return columns;
      }
      char before = '(';
      do {
        expect(before);
        blanks();
        columns.add(name());
        blanks();
        before = ',';
      } while (peek() == ',');
      expect(')');
      blanks();
      if (at != text.length()) {
        throw unsupported(text);
      }
      return columns;
    }

    private String name() {
      return peek() == '"' ? quoted() : plain();
    }

    private String quoted() {
      StringBuilder name = new StringBuilder();
      expect('"');
      while (true) {
        int end = text.indexOf('"', at);
        if (end < 0) {
          throw unsupported(text);
        }
        name.append(text, at, end);
        at = end + 1;
        if (peek() != '"') {
          return nonEmpty(name.toString());
        }
        name.append('"');
        at++;
      }
    }

    private String plain() {
      int start = at;
      while (peek() == '_'
          || (peek() >= 'a' && peek() <= 'z')
          || (peek() >= '0' && peek() <= '9')) {
        at++;
      }
      return nonEmpty(text.substring(start, at));
    }

    private String nonEmpty(String name) {
      if (name.isEmpty()) {
        throw unsupported(text);
      }
      return name;
    }

    private void blanks() {
      while (peek() == ' ') {
        at++;
      }
    }

    private void expect(char letter) {
      if (peek() != letter) {
        throw unsupported(text);
      }
      at++;
    }

    private char peek() {
      return at < text.length() ? text.charAt(at) : '\0';
    }
  }
}
