package io.multiboard.sync.app;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A folder that only this user may read, and that goes with all that is in it.
record TemporaryFolder(Path path) implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TemporaryFolder.class);

  static TemporaryFolder in(Path parent) {
    try {
      return new TemporaryFolder(
          Files.createTempDirectory(parent, "multiboard-sync-run-").toAbsolutePath());
    } catch (IOException failure) {
      throw new SyncException(
          Reason.StorageError,
          "no temporary folder can be made in '" + parent + "': " + failure,
          "Name another by MULTIBOARD_SYNC_TEMPORARY_FOLDER.",
          failure);
    }
  }

  /// What cannot be removed is said: it may hold passwords.
  @Override
  public void close() {
    try (Stream<Path> tree = Files.walk(path)) {
      for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException | UncheckedIOException failure) {
      LOG.warn("the folder {} with passwords and data is left, remove it: {}", path, failure);
    }
  }
}
