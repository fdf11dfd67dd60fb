package io.multiboard.sync.engine.archive;

import io.multiboard.sync.failure.SyncException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// Brings finished files to the disk and closes them, on a thread of its own while others are being
/// written. Thread-safe.
final class DiskSync implements AutoCloseable {
  /// Finished files that wait hold a descriptor each.
  private static final int WAITING = 64;

  private static final int HOURS = 24;

  private final boolean durable;
  private volatile boolean dropped;
  private final AtomicReference<Optional<SyncException>> failure =
      new AtomicReference<>(Optional.empty());
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofPlatform().name("archive-sync").daemon().factory(),
          new ThreadPoolExecutor.CallerRunsPolicy());

  /// @param durable false for a spool that nobody keeps: its files are only closed
  DiskSync(boolean durable) {
    this.durable = durable;
  }

  /// Takes a file that is written to its end.
  void finished(Path path, FileOutputStream stream) {
    if (durable && !thread.isShutdown()) {
      thread.execute(() -> end(path, stream));
    } else {
      end(path, stream);
    }
  }

  private void end(Path path, FileOutputStream stream) {
    try (stream) {
      if (durable && !dropped) {
        stream.getFD().sync();
      }
    } catch (IOException cause) {
      failure.compareAndSet(Optional.empty(), Optional.of(StorageFailure.writing(path, cause)));
    }
  }

  /// Waits until everything that was taken is on the disk; throws the first failure.
  void await() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(HOURS, TimeUnit.HOURS)) {
        throw new IllegalStateException("files took a day to reach the disk");
      }
    } catch (InterruptedException interruption) {
      throw Interruption.cancelled(interruption);
    }
    failure
        .get()
        .ifPresent(cause -> {
          throw cause;
        });
  }

  /// Only closes what waits.
  @Override
  public void close() {
    dropped = true;
    thread.shutdown();
  }
}
