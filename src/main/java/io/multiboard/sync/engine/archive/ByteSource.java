package io.multiboard.sync.engine.archive;

import java.io.IOException;
import java.io.InputStream;

/// A buffered stream of bytes whose end is an error but where it is asked for. Not thread-safe.
final class ByteSource implements AutoCloseable {
  private static final int BUFFER = 64 << 10;

  private final InputStream stream;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int end;

  ByteSource(InputStream stream) {
    this.stream = stream;
  }

  /// Whether nothing follows.
  boolean atEnd() throws IOException {
    return at == end && fill() == 0;
  }

  int unsignedByte() throws IOException {
    if (atEnd()) {
      throw truncated();
    }
    return buffer[at++] & 0xFF;
  }

  int littleEndian(int bytes) throws IOException {
    int value = 0;
    for (int shift = 0; shift < bytes * Byte.SIZE; shift += Byte.SIZE) {
      value |= unsignedByte() << shift;
    }
    return value;
  }

  void readFully(byte[] target, int offset, int length) throws IOException {
    for (int done = 0; done < length; ) {
      if (atEnd()) {
        throw truncated();
      }
      int part = Math.min(length - done, end - at);
      System.arraycopy(buffer, at, target, offset + done, part);
      at += part;
      done += part;
    }
  }

  void skip(long length) throws IOException {
    for (long left = length; left > 0; ) {
      if (atEnd()) {
        throw truncated();
      }
      int part = (int) Math.min(left, end - at);
      at += part;
      left -= part;
    }
  }

  /// The bytes that are buffered, to be used from [#position] up to [#limit] and then taken.
  byte[] buffered() throws IOException {
    if (atEnd()) {
      throw truncated();
    }
    return buffer;
  }

  int position() {
    return at;
  }

  int limit() {
    return end;
  }

  /// Takes the buffered bytes but for the last so many.
  void takeAllBut(int left) {
    at = end - left;
  }

  private int fill() throws IOException {
    int count = stream.read(buffer, 0, buffer.length);
    at = 0;
    end = Math.max(count, 0);
    return end;
  }

  static CorruptInput truncated() {
    return new CorruptInput("ends in the middle of its compressed data");
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
