package io.multiboard.sync.engine.archive;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// The segments that one reader has still to read. Those that are in memory come first: order does
/// not matter, and a reader that is slower than the writer finds a hot one each time, instead of
/// letting them grow old behind the rest. Not thread-safe.
final class SegmentQueue {
  private final Deque<Segment> hot = new ArrayDeque<>();
  private final Deque<Segment> cold = new ArrayDeque<>();

  void add(Segment segment) {
    (segment.isHot() ? hot : cold).add(segment);
  }

  Optional<Segment> poll() {
    Segment first = hot.poll();
    return Optional.ofNullable(first != null ? first : cold.poll());
  }

  /// Frees the memory of what will not be read.
  void discard(HotPieces pieces) {
    hot.forEach(segment -> segment.takeHot().ifPresent(copy -> pieces.taken(segment.length())));
    hot.clear();
    cold.clear();
  }
}
