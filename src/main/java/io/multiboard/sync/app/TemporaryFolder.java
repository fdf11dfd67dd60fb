package io.multiboard.sync.app;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.storage.FolderTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A folder that only this user may read, and that goes with all that is in it.
record TemporaryFolder(Path path) implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TemporaryFolder.class);

  static TemporaryFolder in(Path parent) {
    try {
      return new TemporaryFolder(
          Files.createTempDirectory(parent, "multiboard-sync-run-").toRealPath());
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
    try {
      FolderTree.remove(path);
    } catch (IOException failure) {
      LOG.warn("the folder {} with passwords and data is left, remove it: {}", path, failure);
    }
  }
}
