package io.multiboard.sync.storage;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A small text file that readers find whole or not at all.
public final class WholeFile {
  private WholeFile() {}

  /// Writes it under a temporary name, brings it to the disk, and gives it its name. Its folder is
  /// made where it is missing.
  public static void write(Path file, String text) {
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
      // Not by a channel, which an interrupt closes: the last word of an interrupted run goes here.
      try (FileOutputStream stream = new FileOutputStream(temporary.toFile())) {
        stream.write(text.getBytes(StandardCharsets.UTF_8));
        stream.getFD().sync();
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new SyncException(
          Reason.StorageError,
          "'" + file + "' cannot be written: " + failure.getMessage(),
          "Check the volume that it lies on.",
          failure);
    }
  }
}
