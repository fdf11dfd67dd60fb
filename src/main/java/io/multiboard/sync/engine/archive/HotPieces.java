package io.multiboard.sync.engine.archive;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Copies of pieces that were just written, for readers that wait for them: these are spared the
/// reading and decompressing. Bounded; without room a piece is read from its file. Thread-safe.
final class HotPieces {
  private static final long LEAST = 8 << 20;
  private static final long MOST = 32 << 20;

  private final long budget;
  private final PieceBuffers buffers;
  private final AtomicLong used = new AtomicLong();

  HotPieces(long budget, PieceBuffers buffers) {
    this.budget = budget;
    this.buffers = buffers;
  }

  /// An eighth of the heap, within bounds.
  static long usualBudget() {
    return Math.clamp(Runtime.getRuntime().maxMemory() / 8, LEAST, MOST);
  }

  Optional<byte[]> copy(byte[] rows, int length) {
    if (used.addAndGet(length) > budget) {
      used.addAndGet(-length);
      return Optional.empty();
    }
    byte[] copy = buffers.take(length);
    System.arraycopy(rows, 0, copy, 0, length);
    return Optional.of(copy);
  }

  /// A copy went to a reader, or nobody wants it any more.
  void taken(int length) {
    used.addAndGet(-length);
  }
}
