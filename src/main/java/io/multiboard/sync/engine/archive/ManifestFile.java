package io.multiboard.sync.engine.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// The bytes of `manifest.json`: an object of the manifest and the digest of the manifest's bytes,
/// so that no bit of the file can change unseen. Reading takes exactly what writing makes.
final class ManifestFile {
  /// Larger files are refused unread.
  static final int LARGEST_FILE = 256 << 20;

  private static final byte[] BEFORE = ascii("{\n\"manifest\": ");
  private static final byte[] BETWEEN = ascii(",\n\"sha256\": \"");
  private static final byte[] AFTER = ascii("\"\n}\n");
  private static final int DIGEST = 64;
  private static final int DEEPEST = 8;
  private static final int LONGEST_NUMBER = 20;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(LONGEST_NUMBER)
                          .maxStringLength(1 << 16)
                          .build())
                  .build())
          .enable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private ManifestFile() {}

  /// The one field that every version has.
  private record Version(int formatVersion) {}

  static byte[] write(Manifest manifest) {
    byte[] inner = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
    ByteArrayOutputStream file = new ByteArrayOutputStream(inner.length + 2 * DIGEST);
    file.writeBytes(BEFORE);
    file.writeBytes(inner);
    file.writeBytes(BETWEEN);
    file.writeBytes(ascii(Digests.sha256(inner)));
    file.writeBytes(AFTER);
    return file.toByteArray();
  }

  static Manifest read(byte[] file) {
    byte[] inner = proved(file);
    try {
      ObjectReader version =
          JSON.readerFor(Version.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
      requireKnown(version.<Version>readValue(inner).formatVersion());
      return ManifestRules.checked(JSON.readValue(inner, Manifest.class));
    } catch (JacksonException failure) {
      throw Refusal.corrupt(ArchiveNames.MANIFEST, "is not what it must be", failure);
    }
  }

  private static byte[] proved(byte[] file) {
    int end = file.length - AFTER.length - DIGEST - BETWEEN.length;
    if (end < BEFORE.length
        || !has(file, 0, BEFORE)
        || !has(file, end, BETWEEN)
        || !has(file, file.length - AFTER.length, AFTER)) {
      throw Refusal.corrupt(ArchiveNames.MANIFEST, "is not whole");
    }
    byte[] inner = Arrays.copyOfRange(file, BEFORE.length, end);
    if (!has(file, end + BETWEEN.length, ascii(Digests.sha256(inner)))) {
      throw Refusal.corrupt(ArchiveNames.MANIFEST, "was altered: its digest is another");
    }
    return inner;
  }

  private static void requireKnown(int version) {
    if (version != Manifest.FORMAT_VERSION) {
      throw Refusal.unsupported(
          ArchiveNames.MANIFEST,
          "is of version " + version + ", and only " + Manifest.FORMAT_VERSION + " is known here",
          "Use the version of multiboard-sync that wrote the archive, or a newer one.");
    }
  }

  private static boolean has(byte[] file, int at, byte[] part) {
    return Arrays.equals(file, at, at + part.length, part, 0, part.length);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
