package io.multiboard.sync.engine.archive;

import java.util.HexFormat;
import java.util.Optional;

/// A run of whole rows in a growing data file. Small, because a spool holds all of its own: some
/// 100 bytes for 4 MB of rows.
final class Segment {
  private static final int DIGEST_BYTES = 32;
  private static final byte[] NO_DIGEST = {};

  private final long offset;
  private final int fileLength;
  private final int length;
  private final long rows;
  private final byte[] sha256;
  private Optional<byte[]> hot = Optional.empty();

  /// @param offset where its frames begin in the file
  /// @param fileLength the bytes that they take there
  /// @param length the bytes of the rows
  /// @param sha256 of the frames, where another process may read them
  Segment(long offset, int fileLength, int length, long rows, Optional<String> sha256) {
    this.offset = offset;
    this.fileLength = fileLength;
    this.length = length;
    this.rows = rows;
    this.sha256 = sha256.map(Segment::digest).orElse(NO_DIGEST);
  }

  private static byte[] digest(String text) {
    byte[] digest = HexFormat.of().parseHex(text);
    if (digest.length != DIGEST_BYTES) {
      throw new IllegalArgumentException("no SHA-256: " + text);
    }
    return digest;
  }

  long offset() {
    return offset;
  }

  int fileLength() {
    return fileLength;
  }

  int length() {
    return length;
  }

  long rows() {
    return rows;
  }

  Optional<String> sha256() {
    return sha256.length == 0 ? Optional.empty() : Optional.of(HexFormat.of().formatHex(sha256));
  }

  /// Keeps a copy of the rows in memory, too.
  synchronized void heat(byte[] copy) {
    hot = Optional.of(copy);
  }

  synchronized boolean isHot() {
    return hot.isPresent();
  }

  /// The copy in memory, for the first who asks.
  synchronized Optional<byte[]> takeHot() {
    Optional<byte[]> taken = hot;
    hot = Optional.empty();
    return taken;
  }
}
