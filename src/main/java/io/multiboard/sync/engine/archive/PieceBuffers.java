package io.multiboard.sync.engine.archive;

import java.util.ArrayDeque;
import java.util.Deque;

/// Arrays for pieces, used again and again: a garbage collector would clear each of them anew.
/// Keeps a bounded number of bytes. Thread-safe.
final class PieceBuffers {
  /// Smaller arrays are not worth keeping, larger ones are rare and would stay for ever.
  private static final int SMALLEST_KEPT = 256 << 10;

  private static final int LARGEST_KEPT = 8 << 20;
  private static final int STEP = 1 << 20;

  private final long most;
  private final Deque<byte[]> idle = new ArrayDeque<>();
  private long idleBytes;

  PieceBuffers(long most) {
    this.most = most;
  }

  /// An array of at least this length, with whatever content.
  byte[] take(int length) {
    if (length < SMALLEST_KEPT) {
      return new byte[length];
    }
    byte[] kept = takeKept(length);
    return kept.length > 0 ? kept : new byte[rounded(length)];
  }

  private synchronized byte[] takeKept(int length) {
    for (var each = idle.iterator(); each.hasNext(); ) {
      byte[] buffer = each.next();
      if (buffer.length >= length) {
        each.remove();
        idleBytes -= buffer.length;
        return buffer;
      }
    }
    return new byte[0];
  }

  /// Pieces differ by a row in length, and should fit into one another's arrays.
  private static int rounded(int length) {
    return length > LARGEST_KEPT ? length : (length + STEP - 1) / STEP * STEP;
  }

  synchronized void giveBack(byte[] buffer) {
    boolean worthKeeping = buffer.length >= SMALLEST_KEPT && buffer.length <= LARGEST_KEPT;
    if (worthKeeping && idleBytes + buffer.length <= most) {
      idle.push(buffer);
      idleBytes += buffer.length;
    }
  }
}
