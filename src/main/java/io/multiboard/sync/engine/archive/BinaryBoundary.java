package io.multiboard.sync.engine.archive;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Rows of COPY's binary format: a count of fields, then each field's length and bytes. Source:
/// PostgreSQL's documentation of COPY, "Binary Format". Not thread-safe.
final class BinaryBoundary implements RowBoundary {
  private static final VarHandle INTEGER =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final short TRAILER = -1;
  private static final int NULL = -1;

  private final String file;

  /// The fields of every row; -1 until the first.
  private int fields = -1;

  private BinaryBoundary(String file) {
    this.file = file;
  }

  /// Takes the header off the start of a file.
  static BinaryBoundary afterHeader(DecodedFile file) {
    byte[] header = new byte[CopyFraming.binaryHeaderLength()];
    if (file.fill(header, 0, header.length) < header.length
        || !CopyFraming.isBinaryHeader(header)) {
      throw Refusal.corrupt(file.name(), "does not begin as binary COPY data must");
    }
    return new BinaryBoundary(file.name());
  }

  @Override
  public Cut cut(byte[] bytes, int filled) {
    int end = 0;
    long rows = 0;
    for (int next = rowEnd(bytes, 0, filled); next > end; next = rowEnd(bytes, end, filled)) {
      end = next;
      rows++;
    }
    return new Cut(end, rows);
  }

  @Override
  public Cut lastCut(byte[] bytes, int filled) {
    Cut cut = cut(bytes, filled);
    if (filled - cut.end() != Short.BYTES || (short) SHORT.get(bytes, cut.end()) != TRAILER) {
      throw Refusal.corrupt(file, "was cut: the end of its binary COPY data is missing");
    }
    return cut;
  }

  /// Where the row that begins here ends; here, if it is not whole or is the trailer.
  private int rowEnd(byte[] bytes, int start, int filled) {
    if (filled - start < Short.BYTES || (short) SHORT.get(bytes, start) == TRAILER) {
      return start;
    }
    checkFields((short) SHORT.get(bytes, start));
    long at = (long) start + Short.BYTES;
    for (int field = 0; field < fields; field++) {
      if (at + Integer.BYTES > filled) {
        return start;
      }
      int length = (int) INTEGER.get(bytes, (int) at);
      if (length < NULL) {
        throw Refusal.corrupt(file, "has a field of a negative length");
      }
      at += Integer.BYTES + Math.max(length, 0);
    }
    return at <= filled ? (int) at : start;
  }

  private void checkFields(short count) {
    if (fields < 0) {
      fields = count;
    }
    if (count < 0 || count != fields) {
      throw Refusal.corrupt(file, "has rows of different numbers of fields");
    }
  }
}
