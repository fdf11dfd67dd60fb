package io.multiboard.sync.engine.archive;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A lock file that is held by a live process: the system lets go of it when the process dies,
/// however it dies. Thread-safe.
final class RunLock implements AutoCloseable {
  /// By this a lock file is known to be ours.
  private static final byte[] MARK = "multiboard-sync spool\n".getBytes(StandardCharsets.US_ASCII);

  /// The locks of this process. The system counts locks by process and drops them when any
  /// descriptor of the file is closed, so a file that is locked here must not be opened a second
  /// time.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel channel;

  private RunLock(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /// Creates and locks a file that is not there yet.
  static RunLock take(Path path) {
    if (!HELD.add(path)) {
      throw taken(path);
    }
    try {
      return lock(path).orElseThrow(() -> taken(path));
    } catch (IOException failure) {
      HELD.remove(path);
      throw StorageFailure.writing(path, failure);
    } catch (SyncException refusal) {
      HELD.remove(path);
      throw refusal;
    }
  }

  /// Locks the file of a process that is dead; empty where it lives, or the file is none of ours.
  static Optional<RunLock> takeOver(Path path) {
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
        || !Files.isWritable(path)
        || !HELD.add(path)) {
      return Optional.empty();
    }
    Optional<RunLock> lock = Optional.empty();
    try {
      lock = isMarked(path) ? lock(path) : Optional.empty();
      return lock;
    } catch (IOException failure) {
      throw StorageFailure.writing(path, failure);
    } finally {
      if (lock.isEmpty()) {
        HELD.remove(path);
      }
    }
  }

  /// An empty one is of a process that died before it could write.
  private static boolean isMarked(Path path) throws IOException {
    long size = Files.size(path);
    return size == 0 || (size == MARK.length && Arrays.equals(Files.readAllBytes(path), MARK));
  }

  private static Optional<RunLock> lock(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
            PrivateFiles.ownersFile(path));
    // Another process may have found the file unlocked and removed it between these two steps.
    if (channel.tryLock() == null || !Files.exists(path)) {
      channel.close();
      return Optional.empty();
    }
    channel.write(ByteBuffer.wrap(MARK), 0);
    return Optional.of(new RunLock(path, channel));
  }

  private static SyncException taken(Path path) {
    return new SyncException(
        Reason.ArchiveExists,
        "another run holds '" + path + "'",
        "Wait for it, or name another folder with --archive.");
  }

  Path path() {
    return path;
  }

  /// Removes the file, then lets go of it.
  @Override
  public void close() {
    try (channel) {
      Files.deleteIfExists(path);
    } catch (IOException failure) {
      throw StorageFailure.writing(path, failure);
    } finally {
      HELD.remove(path);
    }
  }
}
