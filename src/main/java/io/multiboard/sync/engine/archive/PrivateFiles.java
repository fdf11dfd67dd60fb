package io.multiboard.sync.engine.archive;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// Files and folders that only their owner may read: archives hold data, and sometimes passwords.
final class PrivateFiles {
  private PrivateFiles() {}

  /// Creates a folder, which must not be there.
  static void createFolder(Path folder) throws IOException {
    Files.createDirectory(folder, attributes(folder, "rwx------"));
  }

  /// Creates a file, which must not be there, and opens it for writing.
  static FileOutputStream create(Path file) {
    try {
      Files.createFile(file, ownersFile(file));
      return new FileOutputStream(file.toFile());
    } catch (IOException failure) {
      throw StorageFailure.writing(file, failure);
    }
  }

  /// The permissions of a new file, where the file system has any.
  static FileAttribute<?>[] ownersFile(Path file) {
    return attributes(file, "rw-------");
  }

  private static FileAttribute<?>[] attributes(Path path, String permissions) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[] {};
  }

  /// Brings the names in a folder to the disk.
  static void syncFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException failure) {
      throw StorageFailure.writing(folder, failure);
    }
  }

  /// Removes a folder with all that is in it; symbolic links are removed, not followed. No error
  /// where it is not there.
  static void removeFolder(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path each, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.deleteIfExists(each);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
