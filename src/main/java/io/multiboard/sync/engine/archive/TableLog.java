package io.multiboard.sync.engine.archive;

import io.multiboard.sync.failure.SyncException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What has been written of one data file so far, for those who read it while it grows.
/// Thread-safe.
final class TableLog {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Segment> segments = new ArrayList<>();
  private final List<SegmentQueue> readers = new ArrayList<>();
  private Optional<SyncException> failure = Optional.empty();
  private OptionalLong counted = OptionalLong.empty();

  /// A new reader, which gets all segments: those that are here, and those to come.
  SegmentQueue subscribe() {
    lock.lock();
    try {
      SegmentQueue queue = new SegmentQueue();
      segments.forEach(queue::add);
      readers.add(queue);
      return queue;
    } finally {
      lock.unlock();
    }
  }

  void unsubscribe(SegmentQueue queue) {
    lock.lock();
    try {
      readers.remove(queue);
    } finally {
      lock.unlock();
    }
  }

  /// Whether somebody waits for what is written, so that a copy of it would be of use.
  boolean isRead() {
    lock.lock();
    try {
      return !readers.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  void add(Segment segment) {
    change(() -> {
      segments.add(segment);
      readers.forEach(reader -> reader.add(segment));
    });
  }

  /// No more segments come; the source counted so many rows.
  void finish(long rows) {
    change(() -> counted = OptionalLong.of(rows));
  }

  /// Nothing comes any more, because of this.
  void fail(SyncException cause) {
    change(() -> failure = Optional.of(cause));
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// The next segment for a reader; empty at the end.
  Optional<Segment> next(SegmentQueue reader) {
    lock.lock();
    try {
      while (true) {
        if (failure.isPresent()) {
          throw failure.get();
        }
        Optional<Segment> segment = reader.poll();
        if (segment.isPresent() || counted.isPresent()) {
          return segment;
        }
        changed.await();
      }
    } catch (InterruptedException interruption) {
      throw Interruption.cancelled(interruption);
    } finally {
      lock.unlock();
    }
  }

  /// What the source counted, once the table is finished.
  OptionalLong counted() {
    lock.lock();
    try {
      return counted;
    } finally {
      lock.unlock();
    }
  }
}
