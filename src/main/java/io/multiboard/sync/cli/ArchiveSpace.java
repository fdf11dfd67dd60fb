package io.multiboard.sync.cli;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The room where an archive, or the spool of a run that keeps none, would grow.
///
/// @param folder where it would be
/// @param free bytes
/// @param kept whether the archive stays after the run
record ArchiveSpace(Path folder, long free, boolean kept) {
  /// The room for an archive; without a folder for one, that of the temporary files.
  static ArchiveSpace of(Optional<Path> archive) {
    Path folder = archive.map(Path::toAbsolutePath).orElseGet(ArchiveSpace::temporary);
    try {
      Path existing = folder;
      while (!Files.exists(existing) && existing.getParent() != null) {
        existing = existing.getParent();
      }
      return new ArchiveSpace(
          folder, Files.getFileStore(existing).getUsableSpace(), archive.isPresent());
    } catch (IOException failure) {
      throw new SyncException(
          Reason.StorageError,
          "the room at \"" + folder + "\" cannot be found out: " + failure.getMessage(),
          "Name another folder by --archive.",
          failure);
    }
  }

  /// The folder for spools of runs that keep no archive.
  static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir", "."));
  }
}
