package io.multiboard.sync.engine.archive;

import io.multiboard.sync.engine.toc.TableOfContents;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.storage.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/// The table of contents of an archive that is only planned, for who plans the other side.
public final class PlannedContents {
  private static final String FILE = "plan.toc";

  private PlannedContents() {}

  /// Writes it into the folder of a run.
  public static void write(Path folder, TableOfContents contents) {
    WholeFile.write(
        folder.resolve(FILE), TocWriter.write(contents, Instant.now(), 0, Programs.dumper()));
  }

  /// Reads it; `ArchiveNotFound` where the source has not been planned.
  public static TableOfContents read(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > TocReader.LARGEST_FILE) {
        throw new SyncException(
            Reason.ArchiveNotFound,
            "the source of the run has not been planned",
            "plan the source first");
      }
      return TocReader.read(Files.readAllBytes(file)).contents();
    } catch (IOException failure) {
      throw StorageFailure.reading(file, failure);
    }
  }
}
