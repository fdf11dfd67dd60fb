package io.multiboard.sync.engine.archive;

/// Finds the ends of rows in the content of a data file. Not thread-safe.
sealed interface RowBoundary permits TextBoundary, BinaryBoundary {
  /// Where the last whole row ends, and how many end before.
  ///
  /// @param end an offset; 0 where no row is whole yet
  record Cut(int end, long rows) {}

  /// Looks at the first `filled` bytes, which begin with a row, while more are to come.
  Cut cut(byte[] bytes, int filled);

  /// Looks at the last bytes of the file: whole rows and then the trailer, which is not part of the
  /// cut. Throws where the trailer is missing or something follows it.
  Cut lastCut(byte[] bytes, int filled);
}
