package io.multiboard.sync.engine.copy;

import java.util.Optional;

/// A part of a table that one session reads by one COPY.
///
/// @param range empty: the whole table
/// @param bytes on disk, estimated
record Share(SourceTable table, Optional<BlockRange> range, long bytes) {
  String copyQuery() {
    return range.map(table::copyQuery).orElseGet(table::copyQuery);
  }
}
