package io.multiboard.sync.engine.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.xxhash.XXHash32;
import net.jpountz.xxhash.XXHashFactory;

/// Frames of LZ4 with independent blocks and a checksum of the content. Source: "LZ4 Frame Format
/// Description", 1.6. Not thread-safe.
final class Lz4Encoder implements FrameEncoder {
  private static final int BLOCK = 1 << 20;
  private static final byte FLAGS =
      Lz4Frame.VERSION | Lz4Frame.INDEPENDENT_BLOCKS | Lz4Frame.CONTENT_CHECKSUM;
  private static final byte BLOCK_OF_1_MB = 6 << 4;
  private static final int HEADER = 7;
  private static final int END_AND_CHECKSUM = 2 * Integer.BYTES;

  private final LZ4Compressor compressor;
  private final XXHash32 hash = XXHashFactory.fastestInstance().hash32();

  Lz4Encoder(int level) {
    LZ4Factory factory = LZ4Factory.fastestInstance();
    this.compressor = level == 1 ? factory.fastCompressor() : factory.highCompressor(level);
  }

  @Override
  public int bound(int length) {
    int blocks = length / BLOCK + 1;
    return HEADER
        + blocks * (Integer.BYTES + compressor.maxCompressedLength(BLOCK))
        + END_AND_CHECKSUM;
  }

  @Override
  public int encode(byte[] source, int offset, int length, byte[] target) {
    ByteBuffer frame = ByteBuffer.wrap(target).order(ByteOrder.LITTLE_ENDIAN);
    frame.putInt(Lz4Frame.MAGIC).put(FLAGS).put(BLOCK_OF_1_MB);
    frame.put(Lz4Frame.headerChecksum(target, Integer.BYTES, 2));
    for (int done = 0; done < length; done += BLOCK) {
      block(source, offset + done, Math.min(BLOCK, length - done), frame, target);
    }
    frame.putInt(0).putInt(hash.hash(source, offset, length, 0));
    return frame.position();
  }

  private void block(byte[] source, int offset, int length, ByteBuffer frame, byte[] target) {
    int start = frame.position() + Integer.BYTES;
    int size = compressor.compress(source, offset, length, target, start);
    if (size < length) {
      frame.putInt(size).position(start + size);
    } else {
      frame.putInt(length | Lz4Frame.STORED).put(source, offset, length);
    }
  }

  @Override
  public void close() {
    // Holds nothing outside of the heap.
  }
}
