package io.multiboard.sync.engine.archive;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.storage.FolderTree;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// The folder that a growing archive lies in: `<name>.partial-<run>` beside its final place, with a
/// lock file `<name>.partial-<run>.lock` that lives as long as its process does. The lock file is
/// there before the folder and goes after it, so what a killed run leaves can be told from what a
/// live one needs.
final class PartialFolder implements AutoCloseable {
  /// The table of contents until the rest is complete: a folder with a `toc.dat` looks like an
  /// archive.
  static final String EARLY_TOC = ArchiveNames.TOC + ".partial";

  private static final String SPOOL = "multiboard-sync";

  private final Path path;
  private final RunLock lock;

  private PartialFolder(Path path, RunLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /// The folder of an archive to be.
  static PartialFolder forArchive(Path target, String runId) {
    return create(target, runId, false);
  }

  /// The folder of an archive to be, whose earlier attempts may still hold folders of their own:
  /// the first to come to its end is the archive.
  static PartialFolder forAttempt(Path target, String runId) {
    return create(target, runId, true);
  }

  /// The folder of a spool that is not kept.
  static PartialFolder forSpool(Path parent, String runId) {
    return create(parent, SPOOL, runId, true);
  }

  private static PartialFolder create(Path target, String runId, boolean besides) {
    Path name = target.getFileName();
    Path parent = target.getParent();
    if (name == null || parent == null) {
      throw exists(target, "cannot be an archive");
    }
    refuseOccupied(target);
    return create(parent, name.toString(), runId, besides);
  }

  /// @param besides whether another live run of the same name may be at work
  private static PartialFolder create(Path parent, String name, String runId, boolean besides) {
    Path path = PartialNames.folder(parent, name, runId);
    requireFolder(parent);
    Leftovers.remove(parent);
    if (!besides) {
      refuseSecondRun(parent, name);
    }
    RunLock lock = RunLock.take(PartialNames.lockOf(path));
    try {
      PrivateFiles.createFolder(path);
      return new PartialFolder(path, lock);
    } catch (IOException failure) {
      lock.close();
      throw StorageFailure.writing(path, failure);
    }
  }

  private static void requireFolder(Path parent) {
    if (!Files.isDirectory(parent)) {
      throw new SyncException(
          Reason.StorageError,
          "there is no folder '" + parent + "' for the archive",
          "Create it, or name another one with --archive.");
    }
  }

  /// What is left of other runs of this archive now is alive. The last step would find out, but
  /// only after all the work.
  private static void refuseSecondRun(Path parent, String name) {
    boolean live =
        Leftovers.lockFiles(parent).stream().anyMatch(file -> PartialNames.isLockOf(file, name));
    if (live) {
      throw exists(parent.resolve(name), "is being written by another run");
    }
  }

  private static void refuseOccupied(Path target) {
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
      throw exists(target, "is there already and is no folder");
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(target)) {
      if (files.iterator().hasNext()) {
        throw exists(target, "is there already and is not empty");
      }
    } catch (IOException failure) {
      throw StorageFailure.reading(target, failure);
    }
  }

  private static SyncException exists(Path target, String what) {
    return new SyncException(
        Reason.ArchiveExists,
        "'" + target + "' " + what,
        "Name a folder that is not there yet with --archive, or remove this one.");
  }

  Path path() {
    return path;
  }

  /// Makes the folder an archive, all or nothing: its files are on the disk already.
  Path become(Path target) {
    try {
      Files.move(path.resolve(EARLY_TOC), path.resolve(ArchiveNames.TOC));
      PrivateFiles.syncFolder(path);
      refuseOccupied(target);
      Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw StorageFailure.writing(target, failure);
    }
    PrivateFiles.syncFolder(target.resolveSibling("."));
    lock.close();
    return target;
  }

  /// Removes the folder and what is in it.
  @Override
  public void close() {
    try {
      FolderTree.remove(path);
    } catch (NoSuchFileException gone) {
      // Somebody was faster; that is as good.
    } catch (IOException failure) {
      throw StorageFailure.writing(path, failure);
    } finally {
      lock.close();
    }
  }
}
