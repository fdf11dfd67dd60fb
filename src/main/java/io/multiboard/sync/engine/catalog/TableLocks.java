package io.multiboard.sync.engine.catalog;

import io.multiboard.sync.postgres.QualifiedName;
import io.multiboard.sync.postgres.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Locks every table of the database against changes of its definition (`ACCESS SHARE`), until the
/// session's transaction ends. pg_dump does the same before it reads definitions.
public final class TableLocks {
  /// As pg_dump's: long enough that few statements do, short enough for any parser.
  private static final int STATEMENT_LENGTH = 100_000;

  private TableLocks() {}

  /// Locks all tables, waiting for each statement at most so long. Fails with `LockTimeout`, and
  /// with `ConcurrentSchemaChange` where a table was dropped meanwhile.
  ///
  /// @param timeout to the millisecond; zero waits for ever
  public static void take(Session session, Duration timeout) {
    List<QualifiedName> tables =
        new CatalogQueries(session, Memberships.NONE)
            .list("locks", row -> new QualifiedName(row.text("schema"), row.text("name")));
    session.execute("SET LOCAL lock_timeout = " + timeout.toMillis());
    statements(tables).forEach(sql -> lock(session, sql));
    session.execute("SET LOCAL lock_timeout = 0");
  }

  private static void lock(Session session, String sql) {
    SchemaChange.told(() -> {
      session.execute(sql);
      return sql;
    });
  }

  private static List<String> statements(List<QualifiedName> tables) {
    List<String> statements = new ArrayList<>();
    StringBuilder names = new StringBuilder();
    for (QualifiedName table : tables) {
      names.append(names.isEmpty() ? "" : ", ").append("ONLY ").append(table.sql());
      if (names.length() > STATEMENT_LENGTH) {
        statements.add(statement(names));
        names.setLength(0);
      }
    }
    if (!names.isEmpty()) {
      statements.add(statement(names));
    }
    return statements;
  }

  private static String statement(CharSequence names) {
    return "LOCK TABLE " + names + " IN ACCESS SHARE MODE";
  }
}
