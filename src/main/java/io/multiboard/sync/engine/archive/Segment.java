package io.multiboard.sync.engine.archive;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// A run of whole rows in a growing data file.
final class Segment {
  private final long offset;
  private final int fileLength;
  private final int length;
  private final long rows;
  private final Optional<String> sha256;
  private final AtomicReference<Optional<byte[]>> hot = new AtomicReference<>(Optional.empty());

  /// @param offset where its frames begin in the file
  /// @param fileLength the bytes that they take there
  /// @param length the bytes of the rows
  /// @param sha256 of the frames, where another process may read them
  Segment(long offset, int fileLength, int length, long rows, Optional<String> sha256) {
    this.offset = offset;
    this.fileLength = fileLength;
    this.length = length;
    this.rows = rows;
    this.sha256 = sha256;
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

  Optional<String> sha256() {
    return sha256;
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
