package io.multiboard.sync.engine.archive;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/// A file of an archive that grows at its end, with the digest of what it holds. Writing is not
/// interruptible: a cancelled thread must not close the file under the others. Not thread-safe.
final class AppendedFile implements AutoCloseable {
  private final Path path;
  private final FileOutputStream stream;
  private final DiskSync sync;
  private final MessageDigest digest = Digests.sha256();
  private long length;

  AppendedFile(Path path, DiskSync sync) {
    this.path = path;
    this.sync = sync;
    this.stream = PrivateFiles.create(path);
  }

  /// Writes at the end.
  void append(byte[] bytes, int offset, int count) {
    try {
      stream.write(bytes, offset, count);
    } catch (IOException failure) {
      throw StorageFailure.writing(path, failure);
    }
    digest.update(bytes, offset, count);
    length += count;
  }

  long length() {
    return length;
  }

  Path path() {
    return path;
  }

  /// Ends the file, which is on its way to the disk then.
  FileFacts finish() {
    String sha256 = HexFormat.of().formatHex(digest.digest());
    sync.finished(path, stream);
    return new FileFacts(String.valueOf(path.getFileName()), length, sha256);
  }

  /// Leaves an unfinished file.
  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException failure) {
      throw StorageFailure.writing(path, failure);
    }
  }
}
