package io.multiboard.sync.cli.progress;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongConsumer;

/// Prints by a thread of its own, in order, so that a reader that is slow or has stopped holds up
/// nobody who works. What is for eyes alone is dropped while too much waits; what is needed waits
/// for the reader. Thread-safe.
final class Outbox implements AutoCloseable {
  private static final int MOST = 1_000;

  private record Letter(Runnable print, boolean needed) {}

  private final Deque<Letter> waiting = new ArrayDeque<>();
  private final LongConsumer tellDropped;
  private final Thread thread;
  private long dropped;
  private boolean closed;

  /// @param tellDropped prints how many letters were dropped
  Outbox(LongConsumer tellDropped) {
    this.tellDropped = tellDropped;
    this.thread = Thread.ofPlatform().daemon().name("output").unstarted(this::work);
    thread.start();
  }

  /// Prints something soon, or not at all.
  synchronized void post(Runnable print) {
    if (waiting.size() >= MOST) {
      dropped++;
    } else {
      add(new Letter(print, false));
    }
  }

  /// Prints something, however late.
  synchronized void postNeeded(Runnable print) {
    add(new Letter(print, true));
  }

  private void add(Letter letter) {
    if (!closed) {
      waiting.addLast(letter);
      notifyAll();
    }
  }

  private void work() {
    try {
      while (await()) {
        next().run();
      }
    } catch (InterruptedException never) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean await() throws InterruptedException {
    while (waiting.isEmpty() && dropped == 0 && !closed) {
      wait();
    }
    return !waiting.isEmpty() || dropped > 0;
  }

  private synchronized Runnable next() {
    if (!waiting.isEmpty()) {
      return waiting.removeFirst().print();
    }
    long lost = dropped;
    dropped = 0;
    return () -> tellDropped.accept(lost);
  }

  /// Waits until all is printed; where the reader has stopped, only what is needed is printed
  /// still, and that waits for the reader. An interrupt ends the waiting.
  @Override
  public void close() {
    end();
    try {
      thread.join();
    } catch (InterruptedException interruption) {
      dropWhatIsNotNeeded();
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void end() {
    closed = true;
    if (waiting.size() >= MOST) {
      dropWhatIsNotNeeded();
    }
    notifyAll();
  }

  private synchronized void dropWhatIsNotNeeded() {
    int before = waiting.size();
    waiting.removeIf(letter -> !letter.needed());
    dropped += before - waiting.size();
  }
}
