package io.multiboard.sync.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.Optional;

/// Percent-encoding of RFC 3986, read strictly: a plus is a plus. Thread-safe.
final class PercentEncoding {
  private PercentEncoding() {}

  /// The text meant; empty when a percent sign lacks its two digits, the bytes are not UTF-8 or one
  /// of them is zero.
  static Optional<String> decode(String part) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int at = 0;
    while (at < part.length()) {
      if (part.charAt(at) != '%') {
        int next = part.offsetByCodePoints(at, 1);
        bytes.writeBytes(part.substring(at, next).getBytes(UTF_8));
        at = next;
      } else if (isEncodedByte(part, at)) {
        bytes.write(HexFormat.fromHexDigits(part, at + 1, at + 3));
        at += 3;
      } else {
        return Optional.empty();
      }
    }
    return text(bytes.toByteArray());
  }

  private static boolean isEncodedByte(String part, int at) {
    return at + 2 < part.length()
        && HexFormat.isHexDigit(part.charAt(at + 1))
        && HexFormat.isHexDigit(part.charAt(at + 2))
        && !part.startsWith("00", at + 1);
  }

  private static Optional<String> text(byte[] bytes) {
    try {
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }
}
