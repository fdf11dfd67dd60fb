package io.multiboard.sync.engine.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Members of gzip (RFC 1952). Not thread-safe.
final class GzipEncoder implements FrameEncoder {
  private static final byte UNKNOWN_SYSTEM = (byte) 255;
  private static final byte[] HEADER = {
    GzipInput.MAGIC_1, (byte) GzipInput.MAGIC_2, GzipInput.DEFLATE, 0, 0, 0, 0, 0, 0, UNKNOWN_SYSTEM
  };
  private static final int TRAILER = 2 * Integer.BYTES;

  /// Deflate stores what it cannot shrink in blocks of at least 16 kB with 5 bytes each.
  private static final int STORED_BLOCK = 16 << 10;

  private static final int ROOM = 64;

  private final Deflater deflater;

  GzipEncoder(int level) {
    this.deflater = new Deflater(level, true);
  }

  @Override
  public int bound(int length) {
    return length + 5 * (length / STORED_BLOCK) + HEADER.length + TRAILER + ROOM;
  }

  @Override
  public int encode(byte[] source, int offset, int length, byte[] target) {
    System.arraycopy(HEADER, 0, target, 0, HEADER.length);
    deflater.reset();
    deflater.setInput(source, offset, length);
    deflater.finish();
    int end =
        HEADER.length + deflater.deflate(target, HEADER.length, target.length - HEADER.length);
    if (!deflater.finished() || end + TRAILER > target.length) {
      throw new IllegalStateException("gzip needs more room than its bound");
    }
    CRC32 checksum = new CRC32();
    checksum.update(source, offset, length);
    ByteBuffer.wrap(target, end, TRAILER)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt((int) checksum.getValue())
        .putInt(length);
    return end + TRAILER;
  }

  @Override
  public void close() {
    deflater.end();
  }
}
