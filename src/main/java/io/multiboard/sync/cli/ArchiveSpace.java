package io.multiboard.sync.cli;

import io.multiboard.sync.cli.progress.Words;
import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.event.Stage;
import io.multiboard.sync.event.SyncEvent;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.settings.Settings;
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
  static ArchiveSpace of(Optional<Path> archive, Settings settings) {
    Path temporary = settings.folders().temporary();
    if (archive.isEmpty() && !Files.isDirectory(temporary)) {
      throw new SyncException(
          Reason.StorageError,
          "there is no folder \"" + temporary + "\" for the spool of a run that keeps no archive",
          "Create it, set TMPDIR to one that is there, or keep the archive by --archive DIR.");
    }
    Path folder = archive.orElse(temporary).toAbsolutePath();
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

  /// A word of warning where so many bytes of rows may not fit; compressed they often do.
  Optional<SyncEvent.Noticed> warning(long bytes) {
    return bytes <= free
        ? Optional.empty()
        : Optional.of(
            new SyncEvent.Noticed(
                "room for the archive",
                "the tables take %s, and %s are free at \"%s\""
                    .formatted(Words.bytes(bytes), Words.bytes(free), folder),
                Optional.of(
                    kept
                        ? "name a larger folder by --archive; a run that finds no room changes nothing"
                        : "name a larger folder by --archive or TMPDIR; a run that finds no room changes nothing")));
  }

  /// Tells it as soon as an export knows what it has to read.
  EventSink watching(EventSink events) {
    return event -> {
      events.accept(event);
      if (event instanceof SyncEvent.Planned(Stage stage, int _, long _, long bytes)
          && stage == Stage.Export) {
        warning(bytes).ifPresent(events::accept);
      }
    };
  }
}
