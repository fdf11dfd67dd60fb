package io.multiboard.sync.engine.archive;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Writes the primitive values of a `toc.dat`. Source: `WriteInt` and `WriteStr` of
/// pg_backup_archiver.c. Not thread-safe.
final class TocOutput {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);

  void unsignedByte(int value) {
    bytes.write(value);
  }

  void integer(int value) {
    bytes.write(value < 0 ? 1 : 0);
    int magnitude = Math.abs(value);
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      bytes.write(magnitude >>> shift);
    }
  }

  void text(String value) {
    byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
    if (encoded.length > TocReader.LARGEST_FILE - bytes.size()) {
      throw new SyncException(
          Reason.UnsupportedObject,
          "the table of contents exceeds "
              + (TocReader.LARGEST_FILE >> 20)
              + " MB, the most that an archive may have",
          "Copy the database in parts, schema by schema.");
    }
    integer(encoded.length);
    bytes.writeBytes(encoded);
  }

  /// A text, or PostgreSQL's NULL where there is none.
  void text(Optional<String> value) {
    value.ifPresentOrElse(this::text, this::noText);
  }

  /// A text, or PostgreSQL's NULL where it is empty.
  void textUnlessEmpty(String value) {
    text(Optional.of(value).filter(text -> !text.isEmpty()));
  }

  void noText() {
    integer(-1);
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }
}
