package io.multiboard.sync.engine.catalog;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.SqlFailure;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;

/// Tells a change of definitions during the reading from other failures: the snapshot still lists
/// an object, but the server's functions, which look at what is there now, find it no more.
final class SchemaChange {
  /// What a function says of an object that is gone (`cache lookup failed`), and what a statement
  /// says that names it: no such relation, schema, object, routine or column, an object of another
  /// kind, a view, which our sessions do not read (CVE-2024-7348).
  private static final Set<String> STATES =
      Set.of("XX000", "42P01", "3F000", "42704", "42883", "42703", "42809", "55000");

  private SchemaChange() {}

  /// Runs something that reads definitions. Its failure because of a change gets the reason
  /// `ConcurrentSchemaChange`.
  static <T> T told(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (SyncException failure) {
      if (failure.getCause() instanceof SQLException cause
          && STATES.contains(SqlFailure.state(cause))) {
        throw new SyncException(
            Reason.ConcurrentSchemaChange,
            "definitions changed while they were read: " + failure.getMessage(),
            "run it again when no migration is going on",
            failure);
      }
      throw failure;
    }
  }
}
