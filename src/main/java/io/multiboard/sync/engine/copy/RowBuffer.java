package io.multiboard.sync.engine.copy;

import java.util.Arrays;

/// Gathers rows in a buffer and hands them on when it is full. A row that is larger than the buffer
/// is handed on by itself, without another copy of it. Not thread-safe.
final class RowBuffer {
  /// After how many bytes progress is told; slow lines fill a buffer slowly.
  private static final int NEWS = 64 * 1024;

  private final byte[] bytes;
  private final RowSink sink;
  private final LoadProgress progress;
  private int length;
  private long rows;
  private long untoldRows;
  private long untoldBytes;

  /// @param bytes the buffer, whatever is in it
  RowBuffer(byte[] bytes, RowSink sink, LoadProgress progress) {
    this.bytes = bytes;
    this.sink = sink;
    this.progress = progress;
  }

  /// Takes one row: the bytes of the array from an offset on.
  void add(byte[] row, int offset) {
    int size = row.length - offset;
    if (size > bytes.length - length) {
      flush();
    }
    if (size > bytes.length) {
      sink.append(offset == 0 ? row : Arrays.copyOfRange(row, offset, row.length), size, 1);
    } else {
      System.arraycopy(row, offset, bytes, length, size);
      length += size;
      rows++;
    }
    tell(size);
  }

  private void tell(int size) {
    untoldRows++;
    untoldBytes += size;
    if (untoldBytes > NEWS) {
      progress.loaded(untoldRows, untoldBytes);
      untoldRows = 0;
      untoldBytes = 0;
    }
  }

  /// Hands on what is left.
  void flush() {
    if (rows > 0) {
      sink.append(bytes, length, rows);
      length = 0;
      rows = 0;
    }
  }

  /// Hands on what is left and tells the rest of the progress.
  void finish() {
    flush();
    progress.loaded(untoldRows, untoldBytes);
    untoldRows = 0;
    untoldBytes = 0;
  }
}
