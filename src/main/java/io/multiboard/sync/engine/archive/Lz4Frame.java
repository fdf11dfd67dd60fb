package io.multiboard.sync.engine.archive;

import net.jpountz.xxhash.XXHashFactory;

/// The fixed values of LZ4's frames. Source: "LZ4 Frame Format Description", 1.6.
final class Lz4Frame {
  static final int MAGIC = 0x184D2204;
  static final int SKIPPABLE_MAGIC = 0x184D2A50;
  static final int SKIPPABLE_MASK = 0xFFFFFFF0;

  static final int VERSION = 1 << 6;
  static final int VERSION_MASK = 3 << 6;
  static final int INDEPENDENT_BLOCKS = 1 << 5;
  static final int BLOCK_CHECKSUM = 1 << 4;
  static final int CONTENT_SIZE = 1 << 3;
  static final int CONTENT_CHECKSUM = 1 << 2;
  static final int RESERVED_FLAG = 1 << 1;
  static final int DICTIONARY = 1;

  /// Marks the length of a block that is stored as it is.
  static final int STORED = 1 << 31;

  private Lz4Frame() {}

  static byte headerChecksum(byte[] bytes, int offset, int length) {
    return (byte) (XXHashFactory.fastestInstance().hash32().hash(bytes, offset, length, 0) >> 8);
  }
}
