package io.multiboard.sync.engine.archive;

import io.multiboard.sync.storage.FolderTree;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What runs leave behind that were killed: growing archives whose process is dead.
public final class Leftovers {
  private Leftovers() {}

  /// Removes the leftovers in a folder; those of live runs stay, and so does everything else.
  public static void remove(Path parent) {
    for (Path file : lockFiles(parent)) {
      RunLock.takeOver(file).ifPresent(Leftovers::remove);
    }
    removeJournals(parent);
  }

  /// A journal begins after its lock file, and a live one has it until the archive is in its place.
  private static void removeJournals(Path parent) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(parent, PartialNames::isJournal)) {
      for (Path journal : files) {
        if (!Files.exists(PartialNames.lockOf(PartialNames.followed(journal)))) {
          Files.deleteIfExists(journal);
        }
      }
    } catch (IOException failure) {
      throw StorageFailure.writing(parent, failure);
    }
  }

  /// The lock files of ours in a folder.
  static List<Path> lockFiles(Path parent) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(parent, PartialNames::isLock)) {
      files.forEach(found::add);
    } catch (IOException failure) {
      throw StorageFailure.reading(parent, failure);
    }
    return found;
  }

  private static void remove(RunLock dead) {
    Path partial = PartialNames.folderOf(dead.path());
    try (dead) {
      FolderTree.remove(partial);
      Files.deleteIfExists(PartialNames.journalOf(partial));
    } catch (IOException failure) {
      throw StorageFailure.writing(partial, failure);
    }
  }
}
