package io.multiboard.sync.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// The version that the build wrote down.
final class Version implements IVersionProvider {
  private static final String RESOURCE = "/io/multiboard/sync/build.properties";

  @Override
  public String[] getVersion() throws IOException {
    Properties build = new Properties();
    try (InputStream stream = Version.class.getResourceAsStream(RESOURCE)) {
      if (stream != null) {
        build.load(stream);
      }
    }
    return new String[] {
      "multiboard-sync "
          + build.getProperty("version", "of an unknown version")
          + " (Java "
          + Runtime.version().feature()
          + ")"
    };
  }
}
