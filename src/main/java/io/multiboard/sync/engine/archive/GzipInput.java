package io.multiboard.sync.engine.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Reads members of gzip (RFC 1952), one after the other up to the end of the file. Unlike the
/// JDK's, it takes what follows a member for an error unless it is another member. Not thread-safe.
final class GzipInput extends InputStream {
  static final byte MAGIC_1 = 0x1F;
  static final int MAGIC_2 = 0x8B;
  static final byte DEFLATE = 8;

  private static final int HAS_HEADER_CHECKSUM = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;
  private static final int RESERVED = 0xE0;
  private static final int TIME_LEVEL_AND_SYSTEM = 6;

  private final ByteSource source;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private boolean inMember;

  GzipInput(InputStream stream) {
    this.source = new ByteSource(stream);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = 0;
    while (count == 0 && length > 0) {
      if (!inMember && !nextMember()) {
        return -1;
      }
      count = inflate(target, offset, length);
    }
    return count;
  }

  private boolean nextMember() throws IOException {
    if (source.atEnd()) {
      return false;
    }
    if (source.unsignedByte() != MAGIC_1
        || source.unsignedByte() != MAGIC_2
        || source.unsignedByte() != DEFLATE) {
      throw new CorruptInput("is no gzip data");
    }
    int flags = source.unsignedByte();
    if ((flags & RESERVED) != 0) {
      throw new CorruptInput("has an unknown gzip header");
    }
    source.skip(TIME_LEVEL_AND_SYSTEM);
    skipOptional(flags);
    inflater.reset();
    checksum.reset();
    inMember = true;
    return true;
  }

  private void skipOptional(int flags) throws IOException {
    if ((flags & HAS_EXTRA) != 0) {
      source.skip(source.littleEndian(2));
    }
    if ((flags & HAS_NAME) != 0) {
      skipText();
    }
    if ((flags & HAS_COMMENT) != 0) {
      skipText();
    }
    if ((flags & HAS_HEADER_CHECKSUM) != 0) {
      source.skip(2);
    }
  }

  private void skipText() throws IOException {
    while (source.unsignedByte() != 0) {
      // Every letter is taken by the condition.
    }
  }

  private int inflate(byte[] target, int offset, int length) throws IOException {
    try {
      byte[] input = source.buffered();
      inflater.setInput(input, source.position(), source.limit() - source.position());
      int count = inflater.inflate(target, offset, length);
      source.takeAllBut(inflater.getRemaining());
      checksum.update(target, offset, count);
      if (inflater.finished()) {
        endMember();
      } else if (count == 0 && !inflater.needsInput()) {
        throw new CorruptInput("needs a gzip dictionary");
      }
      return count;
    } catch (DataFormatException failure) {
      throw new CorruptInput("has damaged gzip data", failure);
    }
  }

  private void endMember() throws IOException {
    inMember = false;
    if (source.littleEndian(Integer.BYTES) != (int) checksum.getValue()
        || source.littleEndian(Integer.BYTES) != (int) inflater.getBytesWritten()) {
      throw new CorruptInput("fails its gzip checksum");
    }
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    source.close();
  }
}
