package io.multiboard.sync.engine.copy;

import java.util.Optional;

/// Gives the rows of one table, in any order, to several threads at a time.
@FunctionalInterface
public interface RowSource {
  /// The next run of whole rows; empty at the end. Waits for rows that are still to come, and
  /// throws what kept them from coming.
  Optional<Rows> next();
}
