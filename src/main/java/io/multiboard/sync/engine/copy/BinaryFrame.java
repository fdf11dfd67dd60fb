package io.multiboard.sync.engine.copy;

/// What stands around the rows of COPY's binary format. Source: PostgreSQL's documentation of COPY,
/// "Binary Format".
final class BinaryFrame {
  private static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final byte[] TRAILER = {(byte) 0xFF, (byte) 0xFF};

  private BinaryFrame() {}

  /// Signature, no flags, no extension.
  static byte[] header() {
    return HEADER.clone();
  }

  /// A field count of -1, where a row would begin.
  static byte[] trailer() {
    return TRAILER.clone();
  }

  /// The length of the header that these bytes begin with, its extension included; -1 when they do
  /// not begin with one that we understand.
  static int headerLength(byte[] message) {
    if (message.length < HEADER.length) {
      return -1;
    }
    for (int at = 0; at < HEADER.length; at++) {
      if (message[at] != HEADER[at]) {
        return -1;
      }
    }
    return HEADER.length;
  }

  /// Whether a message holds nothing but the trailer from an offset on.
  static boolean isTrailer(byte[] message, int offset) {
    return message.length - offset == TRAILER.length
        && message[offset] == TRAILER[0]
        && message[offset + 1] == TRAILER[1];
  }
}
