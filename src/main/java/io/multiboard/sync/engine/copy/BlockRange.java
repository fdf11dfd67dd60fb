package io.multiboard.sync.engine.copy;

import java.util.OptionalLong;

/// Blocks of a heap table. Rows keep their place while a snapshot sees them, so ranges that touch
/// each other hold each visible row exactly once.
///
/// @param from the first block
/// @param to the block after the last; empty: to the end, however far that has moved since
record BlockRange(long from, OptionalLong to) {
  /// As SQL that a TID range scan answers (PostgreSQL 14 and newer).
  String condition() {
    String start = "ctid >= '(" + from + ",0)'::pg_catalog.tid";
    return to.isPresent()
        ? start + " AND ctid < '(" + to.getAsLong() + ",0)'::pg_catalog.tid"
        : start;
  }
}
