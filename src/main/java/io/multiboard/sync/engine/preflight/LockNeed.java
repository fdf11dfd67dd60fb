package io.multiboard.sync.engine.preflight;

import io.multiboard.sync.engine.target.Finding;
import io.multiboard.sync.engine.toc.TableOfContents;
import io.multiboard.sync.engine.toc.TocEntry;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.postgres.Session;
import java.util.Optional;

/// Whether the locks of a load in one transaction find room in the server's table of locks: each
/// object that is made keeps its lock until the end. Source: the documentation of
/// `max_locks_per_transaction`.
final class LockNeed {
  private static final String ROOM =
      """
      SELECT pg_catalog.current_setting('max_locks_per_transaction')::pg_catalog.int8
             * (pg_catalog.current_setting('max_connections')::pg_catalog.int8
                + pg_catalog.current_setting('max_prepared_transactions')::pg_catalog.int8)
      """;

  private LockNeed() {}

  /// A word of warning only: other sessions' locks count too, and some room is left in reserve.
  static Optional<Finding> finding(Session session, TableOfContents contents) {
    long room = session.queryOne(ROOM, row -> row.getLong(1));
    return finding(room, contents);
  }

  static Optional<Finding> finding(long room, TableOfContents contents) {
    long need = contents.entries().stream().mapToLong(LockNeed::locks).sum();
    return need <= room
        ? Optional.empty()
        : Optional.of(
            Finding.tells(
                "locks of one transaction",
                Reason.OutOfMemory,
                "a load in one transaction takes about %,d locks, and the target's server has room for %,d"
                    .formatted(need, room),
                "raise max_locks_per_transaction, which takes a restart of the server, or use --strategy swap"));
  }

  private static int locks(TocEntry entry) {
    return switch (entry.header().kind()) {
      // Itself, and often a second table with an index for wide values.
      case TABLE, MATERIALIZED_VIEW -> 3;
      case INDEX, CONSTRAINT, SEQUENCE, VIEW, FOREIGN_TABLE, BLOB -> 1;
      case FUNCTION, PROCEDURE, AGGREGATE, TYPE, DOMAIN, SCHEMA -> 1;
      default -> 0;
    };
  }
}
