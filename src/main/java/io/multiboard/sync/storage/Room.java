package io.multiboard.sync.storage;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/// The room on the volume that a folder is on, or would be on.
public final class Room {
  /// What is left to others, and to the file system itself: this share of the volume...
  private static final long SHARE = 50;

  /// ...and at most so many bytes.
  private static final long MOST_RESERVED = 64L << 20;

  private final Path folder;

  public Room(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  /// Bytes that may still be written; 0 where only the reserve is left.
  public long free() {
    try {
      FileStore store = Files.getFileStore(existing());
      long reserve = Math.min(MOST_RESERVED, store.getTotalSpace() / SHARE);
      return Math.max(0, store.getUsableSpace() - reserve);
    } catch (IOException failure) {
      throw new SyncException(
          Reason.StorageError,
          "the room at '" + folder + "' cannot be found out: " + failure.getMessage(),
          "Check the volume that it lies on.",
          failure);
    }
  }

  private Path existing() {
    Path at = folder;
    Path parent = at.getParent();
    while (!Files.exists(at) && parent != null) {
      at = parent;
      parent = at.getParent();
    }
    return at;
  }

  /// The refusal to write more.
  ///
  /// @param needed bytes at least; 0 where nobody knows
  public SyncException full(long needed) {
    String wanted = needed > 0 ? ", and at least " + needed + " are needed" : "";
    return new SyncException(
        Reason.ArchiveStorageFull,
        "the volume of '%s' has %d bytes left for archives%s".formatted(folder, free(), wanted),
        "Make the volume larger, or keep fewer archives (archive.retention).");
  }
}
