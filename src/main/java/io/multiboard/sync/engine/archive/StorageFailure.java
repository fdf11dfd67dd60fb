package io.multiboard.sync.engine.archive;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;

/// What went wrong with the storage of an archive, told so that a person can act.
final class StorageFailure {
  /// A file system that has less than this cannot take another piece.
  private static final long FULL = 1 << 20;

  private StorageFailure() {}

  /// A write that failed.
  static SyncException writing(Path file, Exception cause) {
    if (isFull(file, cause)) {
      return new SyncException(
          Reason.ArchiveStorageFull,
          "no space left while writing '" + file + "'",
          "Free some space there, or name a folder on a larger volume with --archive.",
          cause);
    }
    if (isForbidden(cause)) {
      return new SyncException(
          Reason.StorageError,
          "'" + file + "' cannot be written: " + why(cause),
          "Name a folder that this user may write to with --archive.",
          cause);
    }
    return new SyncException(
        Reason.StorageError,
        "writing '" + file + "' failed: " + why(cause),
        "Check the volume that it lies on.",
        cause);
  }

  /// A read that failed although the file is there.
  static SyncException reading(Path file, Exception cause) {
    return new SyncException(
        Reason.StorageError,
        "reading '" + file + "' failed: " + why(cause),
        isForbidden(cause)
            ? "Let this user read the archive."
            : "Check the volume that it lies on.",
        cause);
  }

  private static boolean isForbidden(Exception cause) {
    return cause instanceof AccessDeniedException
        || cause instanceof ReadOnlyFileSystemException
        || text(cause).contains("read-only")
        || text(cause).contains("permission denied");
  }

  /// By the system's words, and where these are in another language, by the space that is left.
  private static boolean isFull(Path file, Exception cause) {
    return text(cause).contains("no space left")
        || text(cause).contains("quota exceeded")
        || hasNoSpace(file);
  }

  private static boolean hasNoSpace(Path file) {
    for (Path folder = file.toAbsolutePath(); folder != null; folder = folder.getParent()) {
      try {
        return Files.getFileStore(folder).getUsableSpace() < FULL;
      } catch (IOException absent) {
        // The parent tells of the same volume.
      }
    }
    return false;
  }

  private static String text(Exception cause) {
    return why(cause).toLowerCase(Locale.ROOT);
  }

  private static String why(Exception cause) {
    String reason =
        cause instanceof FileSystemException system ? system.getReason() : cause.getMessage();
    return reason == null ? words(cause) : reason;
  }

  /// The system's own words, where Java keeps only the kind.
  private static String words(Exception cause) {
    return switch (cause) {
      case AccessDeniedException _ -> "permission denied";
      case ReadOnlyFileSystemException _ -> "read-only file system";
      case NoSuchFileException _ -> "no such file or folder";
      case FileAlreadyExistsException _ -> "it exists already";
      default -> cause.getClass().getSimpleName();
    };
  }
}
