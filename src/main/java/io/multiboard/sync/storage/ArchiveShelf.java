package io.multiboard.sync.storage;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/// The runs of one sync on a volume: a folder a run, and in it the folder of its archive. Not
/// thread-safe.
public final class ArchiveShelf {
  private static final String REMOVED = ".removed-";

  private final Path folder;
  private final String archive;
  private final String mark;

  /// @param folder of the sync
  /// @param archive what an archive's folder is called in the folder of its run
  /// @param mark the file that only a finished archive has
  public ArchiveShelf(Path folder, String archive, String mark) {
    this.folder = folder;
    this.archive = archive;
    this.mark = mark;
  }

  /// A finished archive.
  ///
  /// @param run the name of its folder
  /// @param bytes of all files in that folder
  /// @param completed when the archive was
  public record Shelved(String run, long bytes, Instant completed) {}

  /// The finished archives, the newest first.
  public List<Shelved> archives() {
    List<Shelved> found = new ArrayList<>();
    for (Path run : runs()) {
      try {
        Instant completed =
            Files.getLastModifiedTime(run.resolve(archive).resolve(mark)).toInstant();
        found.add(new Shelved(String.valueOf(run.getFileName()), bytes(run), completed));
      } catch (NoSuchFileException unfinished) {
        // A run without an archive, or one that is being removed.
      } catch (IOException failure) {
        throw failed(run, failure);
      }
    }
    found.sort(Comparator.comparing(Shelved::completed).reversed());
    return found;
  }

  /// The runs that have no archive, and in whose folders nothing was written since a moment: a run
  /// that goes on writes every second.
  public List<String> barrenSince(Instant moment) {
    List<String> found = new ArrayList<>();
    for (Path run : runs()) {
      try {
        if (!Files.exists(run.resolve(archive).resolve(mark)) && last(run).isBefore(moment)) {
          found.add(String.valueOf(run.getFileName()));
        }
      } catch (NoSuchFileException changing) {
        // Somebody is at work in it.
      } catch (IOException failure) {
        throw failed(run, failure);
      }
    }
    return found;
  }

  private static Instant last(Path run) throws IOException {
    Instant[] last = {Files.getLastModifiedTime(run).toInstant()};
    visit(
        run,
        attributes -> {
          Instant written = attributes.lastModifiedTime().toInstant();
          last[0] = written.isAfter(last[0]) ? written : last[0];
        });
    return last[0];
  }

  /// The folders of all runs.
  public List<Path> runs() {
    List<Path> found = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    try (DirectoryStream<Path> runs = Files.newDirectoryStream(folder)) {
      for (Path run : runs) {
        if (Files.isDirectory(run, LinkOption.NOFOLLOW_LINKS)
            && !String.valueOf(run.getFileName()).startsWith(REMOVED)) {
          found.add(run);
        }
      }
      return found;
    } catch (IOException failure) {
      throw failed(folder, failure);
    }
  }

  /// Removes the folder of a run: first its name, so that nobody takes what is half removed for an
  /// archive.
  public void remove(String run) {
    Path removed = folder.resolve(REMOVED + run);
    try {
      if (Files.exists(folder.resolve(run), LinkOption.NOFOLLOW_LINKS)) {
        FolderTree.remove(removed);
        Files.move(folder.resolve(run), removed);
      }
      FolderTree.remove(removed);
    } catch (IOException failure) {
      throw failed(removed, failure);
    }
  }

  /// Removes what is left of removals that did not come to their end.
  public void tidy() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, REMOVED + "*")) {
      for (Path each : left) {
        FolderTree.remove(each);
      }
    } catch (IOException failure) {
      throw failed(folder, failure);
    }
  }

  private static long bytes(Path run) throws IOException {
    long[] sum = {0};
    visit(run, attributes -> sum[0] += attributes.size());
    return sum[0];
  }

  private static void visit(Path tree, Consumer<BasicFileAttributes> files) throws IOException {
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.accept(attributes);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static SyncException failed(Path path, IOException failure) {
    return new SyncException(
        Reason.StorageError,
        "'" + path + "' cannot be looked at or removed: " + failure.getMessage(),
        "Check the volume that it lies on.",
        failure);
  }
}
