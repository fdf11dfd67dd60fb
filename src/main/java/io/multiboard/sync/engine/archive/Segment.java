package io.multiboard.sync.engine.archive;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// A run of whole rows in a growing data file.
final class Segment {
  private final long offset;
  private final int fileLength;
  private final int length;
  private final long rows;
  private final AtomicReference<Optional<byte[]>> hot = new AtomicReference<>(Optional.empty());

  /// @param offset where its frames begin in the file
  /// @param fileLength the bytes that they take there
  /// @param length the bytes of the rows
  Segment(long offset, int fileLength, int length, long rows) {
    this.offset = offset;
    this.fileLength = fileLength;
    this.length = length;
    this.rows = rows;
  }

  long offset() {
    return offset;
  }

  int fileLength() {
    return fileLength;
  }

  int length() {
    return length;
  }

  long rows() {
    return rows;
  }

  /// Keeps a copy of the rows in memory, too.
  void heat(byte[] copy) {
    hot.set(Optional.of(copy));
  }

  boolean isHot() {
    return hot.get().isPresent();
  }

  /// The copy in memory, for the first who asks.
  Optional<byte[]> takeHot() {
    return hot.getAndSet(Optional.empty());
  }
}
