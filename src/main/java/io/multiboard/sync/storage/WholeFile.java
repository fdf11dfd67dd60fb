package io.multiboard.sync.storage;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// A small text file that readers find whole or not at all.
public final class WholeFile {
  private WholeFile() {}

  /// Writes it under a temporary name, brings it to the disk, and gives it its name. Its folder is
  /// made where it is missing. Where that fails, nothing is left.
  public static void write(Path file, byte[] content) {
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(folderOf(file));
      replace(file, temporary, content);
      syncFolder(folderOf(file));
    } catch (IOException failure) {
      throw new SyncException(
          Reason.StorageError,
          "'" + file + "' cannot be written: " + failure.getMessage(),
          "Check the volume that it lies on.",
          failure);
    }
  }

  /// The same with a text, as UTF-8.
  public static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private static Path folderOf(Path file) {
    return file.toAbsolutePath().resolveSibling("");
  }

  private static void replace(Path file, Path temporary, byte[] content) throws IOException {
    try {
      // Not by a channel, which an interrupt closes: the last word of an interrupted run goes here.
      try (FileOutputStream stream = new FileOutputStream(temporary.toFile())) {
        stream.write(content);
        stream.getFD().sync();
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      discard(temporary, failure);
      throw failure;
    }
  }

  /// A folder can be synced only by a channel: an interrupt, which would close it, waits.
  private static void syncFolder(Path folder) throws IOException {
    boolean interrupted = Thread.interrupted();
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (ClosedByInterruptException again) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void discard(Path temporary, IOException failure) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException left) {
      failure.addSuppressed(left);
    }
  }
}
