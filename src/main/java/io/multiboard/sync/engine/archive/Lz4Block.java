package io.multiboard.sync.engine.archive;

/// Decodes a block of LZ4, whose matches may reach back into the output of earlier blocks:
/// pg_dump's frames have such blocks, which lz4-java refuses. Every index is checked, so that
/// damaged input gives an error and nothing else. Source: "LZ4 Block Format Description".
final class Lz4Block {
  private static final int MORE = 15;
  private static final int SHORTEST_MATCH = 4;

  private final byte[] source;
  private final int sourceEnd;
  private final byte[] target;
  private final int lowest;
  private int from;
  private int to;

  private Lz4Block(byte[] source, int length, byte[] target, int lowest, int to) {
    this.source = source;
    this.sourceEnd = length;
    this.target = target;
    this.lowest = lowest;
    this.to = to;
  }

  /// Decodes the first `length` bytes of the source into the target.
  ///
  /// @param lowest where in the target the earliest byte lies that a match may name
  /// @param to where in the target the output begins
  /// @return where it ends
  static int decode(byte[] source, int length, byte[] target, int lowest, int to)
      throws CorruptInput {
    return new Lz4Block(source, length, target, lowest, to).decode();
  }

  private int decode() throws CorruptInput {
    while (from < sourceEnd) {
      int token = source[from++] & 0xFF;
      literals(length(token >>> 4));
      if (from == sourceEnd) {
        return to;
      }
      int distance = next() | next() << 8;
      match(distance, length(token & MORE) + SHORTEST_MATCH);
    }
    throw damaged();
  }

  private int length(int first) throws CorruptInput {
    int length = first;
    if (first == MORE) {
      int part;
      do {
        part = next();
        length += part;
      } while (part == 255 && length >= 0);
    }
    return length;
  }

  private int next() throws CorruptInput {
    if (from >= sourceEnd) {
      throw damaged();
    }
    return source[from++] & 0xFF;
  }

  private void literals(int length) throws CorruptInput {
    if (length < 0 || length > sourceEnd - from || length > target.length - to) {
      throw damaged();
    }
    System.arraycopy(source, from, target, to, length);
    from += length;
    to += length;
  }

  private void match(int distance, int length) throws CorruptInput {
    int start = to - distance;
    if (distance == 0 || start < lowest || length < 0 || length > target.length - to) {
      throw damaged();
    }
    if (distance >= length) {
      System.arraycopy(target, start, target, to, length);
    } else {
      for (int at = 0; at < length; at++) {
        target[to + at] = target[start + at];
      }
    }
    to += length;
  }

  private static CorruptInput damaged() {
    return new CorruptInput("has damaged lz4 data");
  }
}
