package io.multiboard.sync.engine.restore;

import io.multiboard.sync.engine.toc.TocEntry;
import io.multiboard.sync.postgres.QualifiedName;
import java.util.Set;

/// One thing to do that one session can do by itself.
///
/// @param id unique among the works of a board
/// @param after the works that must be done before
/// @param exclusive tables, by dump id, that nothing else may touch at the same time
/// @param shared tables, by dump id, that no work may claim for itself at the same time
/// @param cost how long it may take, in bytes of rows to write
record Work(
    int id, Job job, Set<Integer> after, Set<Integer> exclusive, Set<Integer> shared, long cost) {
  Work {
    after = Set.copyOf(after);
    exclusive = Set.copyOf(exclusive);
    shared = Set.copyOf(shared);
  }

  /// What is to be done.
  sealed interface Job {
    /// Run an entry's statements.
    record Run(TocEntry.Statement entry) implements Job {}

    /// Load a table's rows.
    ///
    /// @param fresh the table was created by this restore and is loaded by this work alone
    /// @param ownRows the table was created by this restore
    record Load(TocEntry.TableData entry, boolean fresh, boolean ownRows) implements Job {}

    /// Write the contents of large objects.
    record Fill(TocEntry.LargeObjects entry) implements Job {}

    /// Gather the planner's statistics of a table.
    record Analyze(QualifiedName table) implements Job {}
  }

  /// Whether it is built on rows, and is none.
  boolean builds() {
    return !(job instanceof Job.Load);
  }

  /// Whether the two must not go on at the same time.
  boolean conflictsWith(Work other) {
    return exclusive.stream().anyMatch(other::touches)
        || other.exclusive.stream().anyMatch(this::touches);
  }

  private boolean touches(int table) {
    return exclusive.contains(table) || shared.contains(table);
  }
}
