package io.multiboard.sync.engine.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jpountz.xxhash.StreamingXXHash32;
import net.jpountz.xxhash.XXHash32;
import net.jpountz.xxhash.XXHashFactory;

/// Reads frames of LZ4, with linked or independent blocks, one after the other up to the end of the
/// file. Memory: two blocks of at most 4 MB. Source: "LZ4 Frame Format Description", 1.6. Not
/// thread-safe.
final class Lz4Input extends InputStream {
  private static final int HISTORY = 64 << 10;
  private static final int SMALLEST_BLOCK_CODE = 4;
  private static final int LARGEST_BLOCK_CODE = 7;

  private final ByteSource source;
  private final XXHash32 blockHash = XXHashFactory.fastestInstance().hash32();
  private final StreamingXXHash32 contentHash =
      XXHashFactory.fastestInstance().newStreamingHash32(0);

  private byte[] block = {};
  private byte[] window = {};
  private int flags;
  private int largestBlock;
  private long expectedSize;
  private long size;
  private boolean inFrame;

  /// The output of the frame that is in the window, up to `end`; what was read, up to `at`.
  private int at;

  private int end;

  Lz4Input(InputStream stream) {
    this.source = new ByteSource(stream);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (at == end && length > 0) {
      if (!(inFrame ? nextBlock() : nextFrame())) {
        return -1;
      }
    }
    int count = Math.min(length, end - at);
    System.arraycopy(window, at, target, offset, count);
    at += count;
    return count;
  }

  /// Reads the head of a frame, or skips one that holds no data; false at the end of the file.
  private boolean nextFrame() throws IOException {
    if (source.atEnd()) {
      return false;
    }
    int magic = source.littleEndian(Integer.BYTES);
    if ((magic & Lz4Frame.SKIPPABLE_MASK) == Lz4Frame.SKIPPABLE_MAGIC) {
      source.skip(Integer.toUnsignedLong(source.littleEndian(Integer.BYTES)));
    } else if (magic == Lz4Frame.MAGIC) {
      head();
    } else {
      throw new CorruptInput("is no lz4 data");
    }
    return true;
  }

  private void head() throws IOException {
    byte[] head = new byte[2 + Long.BYTES];
    source.readFully(head, 0, 2);
    flags = head[0];
    int code = head[1] >> 4;
    int length = has(Lz4Frame.CONTENT_SIZE) ? 2 + Long.BYTES : 2;
    source.readFully(head, 2, length - 2);
    if ((flags & Lz4Frame.VERSION_MASK) != Lz4Frame.VERSION
        || has(Lz4Frame.RESERVED_FLAG)
        || has(Lz4Frame.DICTIONARY)
        || (head[1] & 0x8F) != 0
        || code < SMALLEST_BLOCK_CODE
        || code > LARGEST_BLOCK_CODE
        || (byte) source.unsignedByte() != Lz4Frame.headerChecksum(head, 0, length)) {
      throw new CorruptInput("has an unknown or damaged lz4 header");
    }
    expectedSize = -1;
    if (has(Lz4Frame.CONTENT_SIZE)) {
      expectedSize = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
    }
    start(1 << (2 * code + 8));
  }

  private void start(int largest) {
    largestBlock = largest;
    if (block.length < largest) {
      block = new byte[largest];
      window = new byte[HISTORY + largest];
    }
    contentHash.reset();
    inFrame = true;
    size = 0;
    at = 0;
    end = 0;
  }

  private boolean nextBlock() throws IOException {
    int word = source.littleEndian(Integer.BYTES);
    if (word == 0) {
      endFrame();
      return true;
    }
    int length = word & ~Lz4Frame.STORED;
    if (length > largestBlock) {
      throw new CorruptInput("has an lz4 block that is too long");
    }
    source.readFully(block, 0, length);
    if (has(Lz4Frame.BLOCK_CHECKSUM)
        && source.littleEndian(Integer.BYTES) != blockHash.hash(block, 0, length, 0)) {
      throw new CorruptInput("fails its lz4 checksum");
    }
    decode(length, (word & Lz4Frame.STORED) != 0);
    return true;
  }

  private void decode(int length, boolean stored) throws IOException {
    int kept = Math.min(HISTORY, end);
    System.arraycopy(window, end - kept, window, 0, kept);
    at = kept;
    if (stored) {
      System.arraycopy(block, 0, window, at, length);
      end = at + length;
    } else {
      int lowest = has(Lz4Frame.INDEPENDENT_BLOCKS) ? at : 0;
      end = Lz4Block.decode(block, length, window, lowest, at);
    }
    if (end - at > largestBlock) {
      throw new CorruptInput("has an lz4 block that is too long");
    }
    size += end - at;
    if (has(Lz4Frame.CONTENT_CHECKSUM)) {
      contentHash.update(window, at, end - at);
    }
  }

  private void endFrame() throws IOException {
    inFrame = false;
    if (has(Lz4Frame.CONTENT_CHECKSUM)
        && source.littleEndian(Integer.BYTES) != contentHash.getValue()) {
      throw new CorruptInput("fails its lz4 checksum");
    }
    if (expectedSize >= 0 && expectedSize != size) {
      throw new CorruptInput("is not as long as its lz4 header says");
    }
  }

  private boolean has(int flag) {
    return (flags & flag) != 0;
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
