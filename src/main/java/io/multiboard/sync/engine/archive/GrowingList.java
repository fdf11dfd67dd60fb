package io.multiboard.sync.engine.archive;

import io.multiboard.sync.failure.SyncException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A list that some threads append to while others read it from its beginning, waiting where they
/// must. Thread-safe.
final class GrowingList<T> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<T> items = new ArrayList<>();
  private boolean finished;
  private Optional<SyncException> failure = Optional.empty();

  void add(T item) {
    change(() -> items.add(item));
  }

  /// No more come.
  void finish() {
    change(() -> finished = true);
  }

  /// No more come, because of this.
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

  /// The item of a place, waited for; empty when the list ends before.
  Optional<T> get(int place) {
    lock.lock();
    try {
      while (failure.isEmpty() && items.size() <= place && !finished) {
        changed.await();
      }
      if (failure.isPresent()) {
        throw failure.get();
      }
      return items.size() > place ? Optional.of(items.get(place)) : Optional.empty();
    } catch (InterruptedException interruption) {
      throw Interruption.cancelled(interruption);
    } finally {
      lock.unlock();
    }
  }

  /// All items of now.
  List<T> snapshot() {
    lock.lock();
    try {
      return List.copyOf(items);
    } finally {
      lock.unlock();
    }
  }

  boolean isFinished() {
    lock.lock();
    try {
      return finished;
    } finally {
      lock.unlock();
    }
  }
}
