package io.multiboard.sync.engine.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// By what name archives say that this program wrote them.
final class Programs {
  private static final String NAME = "multiboard-sync";

  /// The release of PostgreSQL whose archives ours are like.
  private static final String LIKE = "15.0";

  private Programs() {}

  /// Such as `multiboard-sync 1.0.0`.
  static String name() {
    return NAME + " " + version();
  }

  /// The version text of the dumping program in a `toc.dat`.
  static String dumper() {
    return LIKE + " (" + name() + ")";
  }

  /// Whether such a text is ours.
  static boolean isOurs(String dumper) {
    return dumper.contains("(" + NAME + " ");
  }

  private static String version() {
    try (InputStream stream =
        Programs.class.getResourceAsStream("/io/multiboard/sync/build.properties")) {
      Properties build = new Properties();
      if (stream != null) {
        build.load(stream);
      }
      return build.getProperty("version", "unknown");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
