package io.multiboard.sync.engine.archive;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Looks for the journal of an archive whose writer lives: one that was written to of late, or that
/// grows while it is looked at. Not thread-safe.
final class JournalSearch {
  private final Path parent;
  private final String name;
  private final Duration silence;
  private final Map<Path, Long> sizes = new HashMap<>();

  /// @param folder where the archive is to be
  /// @param silence for how long a writer that lives may be silent
  JournalSearch(Path folder, Duration silence) {
    this.parent = folder.resolveSibling("");
    this.name = String.valueOf(folder.getFileName());
    this.silence = silence;
  }

  /// The one that was written to last; empty where there is none yet.
  Optional<Path> live(Instant now) {
    Optional<Path> latest = Optional.empty();
    FileTime latestTime = FileTime.from(Instant.MIN);
    try (DirectoryStream<Path> journals =
        Files.newDirectoryStream(parent, file -> PartialNames.isJournalOf(file, name))) {
      for (Path journal : journals) {
        FileTime time = Files.getLastModifiedTime(journal);
        if (isLive(journal, time, now) && time.compareTo(latestTime) > 0) {
          latest = Optional.of(journal);
          latestTime = time;
        }
      }
      return latest;
    } catch (NoSuchFileException gone) {
      // The folder of the run is not there yet, or a journal has just ended.
      return Optional.empty();
    } catch (IOException failure) {
      throw StorageFailure.reading(parent, failure);
    }
  }

  private boolean isLive(Path journal, FileTime time, Instant now) throws IOException {
    long size = Files.size(journal);
    Long before = sizes.put(journal, size);
    boolean grown = before != null && size > before;
    return grown || time.toInstant().isAfter(now.minus(silence));
  }
}
