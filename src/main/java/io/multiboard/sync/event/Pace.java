package io.multiboard.sync.event;

import java.util.ArrayDeque;
import java.util.Deque;

/// How fast a number has grown of late: its rise over a window of time. Not thread-safe.
final class Pace {
  private final long windowNanos;
  private final Deque<Sample> samples = new ArrayDeque<>();

  private record Sample(long nanos, double value) {}

  /// @param windowNanos how far back "of late" goes
  Pace(long windowNanos) {
    this.windowNanos = windowNanos;
  }

  boolean hasBegun() {
    return !samples.isEmpty();
  }

  void add(long nanos, double value) {
    samples.addLast(new Sample(nanos, value));
    while (samples.size() > 2 && nanos - samples.getFirst().nanos() > windowNanos) {
      samples.removeFirst();
    }
  }

  /// How long ago the first number was that still counts, in nanoseconds.
  long span() {
    return samples.isEmpty() ? 0 : samples.getLast().nanos() - samples.getFirst().nanos();
  }

  /// Growth a second; 0 while there is nothing to compare.
  double perSecond() {
    long span = span();
    return span <= 0
        ? 0
        : Math.max(0, samples.getLast().value() - samples.getFirst().value()) * 1e9 / span;
  }
}
