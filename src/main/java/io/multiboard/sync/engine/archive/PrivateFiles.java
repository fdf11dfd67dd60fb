package io.multiboard.sync.engine.archive;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

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
}
