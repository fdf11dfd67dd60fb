package io.multiboard.sync.engine.archive;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Counts line feeds, eight bytes at a time.
final class LineFeeds {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH_BYTE = 0x0101_0101_0101_0101L;
  private static final long LOW_BITS = 0x7F7F_7F7F_7F7F_7F7FL;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final long LINE_FEEDS = CopyFraming.LINE_FEED * EACH_BYTE;

  private LineFeeds() {}

  /// How many there are in a range.
  static long count(byte[] bytes, int from, int to) {
    long count = 0;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      // A byte that equals a line feed becomes zero, and only a zero leaves its high bit unset.
      long different = (long) WORDS.get(bytes, at) ^ LINE_FEEDS;
      long nonZero = ((different & LOW_BITS) + LOW_BITS) | different;
      count += Long.bitCount(~nonZero & HIGH_BITS);
    }
    for (; at < to; at++) {
      count += bytes[at] == CopyFraming.LINE_FEED ? 1 : 0;
    }
    return count;
  }
}
