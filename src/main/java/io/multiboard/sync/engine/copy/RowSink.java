package io.multiboard.sync.engine.copy;

/// Takes the rows of one table, in any order, from several threads at a time.
@FunctionalInterface
public interface RowSink {
  /// Takes a run of whole rows. The array is the caller's again when this returns.
  ///
  /// @param rows the first `length` bytes: rows without header, trailer or `\.`
  void append(byte[] rows, int length, long rowCount);
}
