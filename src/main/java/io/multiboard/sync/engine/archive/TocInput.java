package io.multiboard.sync.engine.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads the primitive values of a `toc.dat` and trusts none of them: nothing is allocated beyond
/// the bytes that are there. Source: `ReadInt` and `ReadStr` of pg_backup_archiver.c. Not
/// thread-safe.
final class TocInput {
  static final String FILE = ArchiveNames.TOC;
  private static final int LONGEST_TEXT = 64 << 20;

  private final ByteBuffer bytes;

  TocInput(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  int remaining() {
    return bytes.remaining();
  }

  int unsignedByte() {
    need(1);
    return bytes.get() & 0xFF;
  }

  /// A sign byte and four bytes of magnitude.
  int integer() {
    int sign = unsignedByte();
    need(Integer.BYTES);
    int magnitude = bytes.getInt();
    if (sign > 1 || magnitude < 0) {
      throw damaged("holds a number out of range");
    }
    return sign == 1 ? -magnitude : magnitude;
  }

  /// A number that must lie within bounds.
  int integer(int least, int most, String what) {
    int value = integer();
    if (value < least || value > most) {
      throw damaged("has " + what + " " + value + ", which must be " + least + " to " + most);
    }
    return value;
  }

  /// A text; absent where the file holds PostgreSQL's NULL.
  Optional<String> text() {
    int length = integer();
    if (length < 0) {
      return Optional.empty();
    }
    if (length > LONGEST_TEXT || length > bytes.remaining()) {
      throw damaged("has a text of " + length + " bytes, longer than the file allows");
    }
    ByteBuffer part = bytes.slice(bytes.position(), length);
    bytes.position(bytes.position() + length);
    return Optional.of(decoded(part));
  }

  /// A text that must be there.
  String requiredText(String what) {
    return text().orElseThrow(() -> damaged("has an entry without " + what));
  }

  /// An unsigned 32-bit number in decimal digits.
  long oid(String what) {
    String digits = requiredText(what);
    if (!digits.matches("[0-9]{1,10}") || Long.parseLong(digits) > 0xFFFF_FFFFL) {
      throw damaged("has " + what + " that is no OID");
    }
    return Long.parseLong(digits);
  }

  private static String decoded(ByteBuffer part) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(part).toString();
      if (text.indexOf('\0') >= 0) {
        throw damaged("has a text with a zero byte");
      }
      return text;
    } catch (CharacterCodingException failure) {
      throw Refusal.unsupported(
          FILE,
          "has texts that are not UTF-8 (" + failure.getMessage() + ")",
          "If the database is not in UTF-8, dump it with 'pg_dump --encoding=UTF8'.");
    }
  }

  private void need(int count) {
    if (bytes.remaining() < count) {
      throw damaged("ends too early");
    }
  }

  static RuntimeException damaged(String what) {
    return Refusal.corrupt(FILE, what);
  }
}
