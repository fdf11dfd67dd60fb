package io.multiboard.sync.engine.archive;

import io.multiboard.sync.engine.toc.CopyEncoding;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What stands before and after the rows in a data file. Sources: `_PrintTocData` and `_WriteData`
/// of pg_backup_directory.c; PostgreSQL's documentation of COPY, "Binary Format".
final class CopyFraming {
  static final byte LINE_FEED = '\n';

  /// pg_restore does not miss it, so a file that was cut looks whole to it; not to us.
  private static final byte[] TEXT_TRAILER = "\\.\n\n\n".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] BINARY_SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0
  };
  private static final int FLAGS_AND_EXTENSION = 2 * Integer.BYTES;

  /// The field count of -1.
  private static final byte[] BINARY_TRAILER = {(byte) 0xFF, (byte) 0xFF};

  private CopyFraming() {}

  static byte[] header(CopyEncoding encoding) {
    return switch (encoding) {
      case TEXT -> new byte[0];
      case BINARY -> Arrays.copyOf(BINARY_SIGNATURE, BINARY_SIGNATURE.length + FLAGS_AND_EXTENSION);
    };
  }

  static byte[] trailer(CopyEncoding encoding) {
    return switch (encoding) {
      case TEXT -> TEXT_TRAILER.clone();
      case BINARY -> BINARY_TRAILER.clone();
    };
  }

  /// How many bytes of a data file are not rows.
  static int overhead(CopyEncoding encoding) {
    return header(encoding).length + trailer(encoding).length;
  }

  static int binaryHeaderLength() {
    return BINARY_SIGNATURE.length + FLAGS_AND_EXTENSION;
  }

  /// Signature, no flags, no extension: all that PostgreSQL has ever written.
  static boolean isBinaryHeader(byte[] bytes) {
    return Arrays.equals(bytes, header(CopyEncoding.BINARY));
  }
}
