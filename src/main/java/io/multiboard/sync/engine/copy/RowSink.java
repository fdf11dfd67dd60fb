package io.multiboard.sync.engine.copy;

/// Takes the rows of one table, in any order, from several threads at a time.
public interface RowSink {
  /// Takes a run of whole rows. The array is the caller's again when this returns.
  ///
  /// @param rows the first `length` bytes: rows without header, trailer or `\.`
  void append(byte[] rows, int length, long rowCount);

  /// All rows were appended.
  ///
  /// @param countedRows `count(*)` of the table in the same snapshot; throws with the reason
  ///   `VerificationFailed` when it is not what was appended
  void finish(long countedRows);
}
