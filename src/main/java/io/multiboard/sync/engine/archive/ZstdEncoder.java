package io.multiboard.sync.engine.archive;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;

/// Frames of Zstandard, with a checksum of the content. Not thread-safe.
final class ZstdEncoder implements FrameEncoder {
  private static final int DOUBLE_FAST_LEVEL = 3;
  private static final int LAZY_LEVELS_END = 12;

  /// Tables of 2^15 places stay in the processor's first caches, at next to no cost in size.
  private static final int SMALL_TABLE = 15;

  /// Numbers and times of rows are full of short accidental matches, whose distances take more room
  /// than the digits that they replace.
  private static final int SHORTEST_MATCH = 7;

  private final ZstdCompressCtx context = new ZstdCompressCtx();

  ZstdEncoder(int level) {
    context.setLevel(level).setChecksum(true);
    if (level == DOUBLE_FAST_LEVEL) {
      context.setHashLog(SMALL_TABLE).setChainLog(SMALL_TABLE);
    }
    if (level >= DOUBLE_FAST_LEVEL && level <= LAZY_LEVELS_END) {
      context.setMinMatch(SHORTEST_MATCH);
    }
  }

  @Override
  public int bound(int length) {
    return Math.toIntExact(Zstd.compressBound(length));
  }

  @Override
  public int encode(byte[] source, int offset, int length, byte[] target) {
    return context.compressByteArray(target, 0, target.length, source, offset, length);
  }

  @Override
  public void close() {
    context.close();
  }
}
