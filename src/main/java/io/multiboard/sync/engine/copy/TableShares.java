package io.multiboard.sync.engine.copy;

import io.multiboard.sync.postgres.ServerVersion;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/// Cuts tables into shares. Thread-safe.
///
/// @param chunkBytes about how much of a large table makes one share
record TableShares(long chunkBytes, ServerVersion version) {
  /// The release that answers a range of `ctid` without reading the whole table.
  private static final int TID_RANGE_SCANS = 14;

  /// Whether a table is cut when its blocks are known.
  boolean cuts(SourceTable table) {
    return table.heap() && table.bytes() > chunkBytes && version.atLeast(TID_RANGE_SCANS);
  }

  /// The shares of a table, which together hold each row once.
  ///
  /// @param blocks of the table itself, without TOAST, counted after the snapshot was taken
  List<Share> cut(SourceTable table, long blocks) {
    long wanted = Math.ceilDiv(table.bytes(), chunkBytes);
    long count = Math.clamp(blocks, 1, wanted);
    if (!cuts(table) || count == 1) {
      return whole(table);
    }
    return LongStream.range(0, count).mapToObj(part -> share(table, blocks, count, part)).toList();
  }

  List<Share> whole(SourceTable table) {
    return List.of(new Share(table, Optional.empty(), table.bytes()));
  }

  private static Share share(SourceTable table, long blocks, long count, long part) {
    OptionalLong to =
        part == count - 1 ? OptionalLong.empty() : OptionalLong.of(edge(blocks, count, part + 1));
    BlockRange range = new BlockRange(edge(blocks, count, part), to);
    return new Share(table, Optional.of(range), table.bytes() / count);
  }

  private static long edge(long blocks, long count, long part) {
    return Math.multiplyExact(blocks, part) / count;
  }
}
