package io.multiboard.sync.event;

import java.util.ArrayDeque;
import java.util.Deque;

/// How fast a number has grown of late: its rise over a window of time. Not thread-safe.
final class Pace {
  /// A window has about so many numbers at most, however long it is.
  private static final int MOST_SAMPLES = 256;

  private final long windowNanos;
  private final boolean widening;
  private final Deque<Sample> samples = new ArrayDeque<>();
  private Sample latest = new Sample(0, 0);
  private long begun;

  private record Sample(long nanos, double value) {}

  private Pace(long windowNanos, boolean widening) {
    this.windowNanos = windowNanos;
    this.widening = widening;
  }

  /// The rise of the last moments.
  ///
  /// @param windowNanos how far back "of late" goes
  static Pace of(long windowNanos) {
    return new Pace(windowNanos, false);
  }

  /// The rise of the later half of all the time, which evens out what comes in lumps that take
  /// longer than any fixed window, such as the index of a large table.
  ///
  /// @param windowNanos how far back "of late" goes at least
  static Pace ofLaterHalf(long windowNanos) {
    return new Pace(windowNanos, true);
  }

  boolean hasBegun() {
    return !samples.isEmpty();
  }

  void add(long nanos, double value) {
    latest = new Sample(nanos, value);
    if (samples.isEmpty()) {
      begun = nanos;
      samples.addLast(latest);
      return;
    }
    long window = widening ? Math.max(windowNanos, (nanos - begun) / 2) : windowNanos;
    if (nanos - samples.getLast().nanos() >= window / MOST_SAMPLES) {
      samples.addLast(latest);
    }
    while (samples.size() > 2 && nanos - samples.getFirst().nanos() > window) {
      samples.removeFirst();
    }
  }

  /// How long ago the first number was that still counts, in nanoseconds.
  long span() {
    return samples.isEmpty() ? 0 : latest.nanos() - samples.getFirst().nanos();
  }

  /// Growth a second; 0 while there is nothing to compare.
  double perSecond() {
    long span = span();
    return span <= 0 ? 0 : Math.max(0, latest.value() - samples.getFirst().value()) * 1e9 / span;
  }
}
