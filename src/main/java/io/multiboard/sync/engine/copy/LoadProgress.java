package io.multiboard.sync.engine.copy;

/// Hears how a table's rows go in; called by the loading threads, often. Returns at once.
@FunctionalInterface
public interface LoadProgress {
  /// Rows (0 where nobody counted) and bytes of COPY data, more than before.
  void loaded(long rows, long bytes);

  /// Hears nothing.
  LoadProgress NONE = (rows, bytes) -> {};
}
