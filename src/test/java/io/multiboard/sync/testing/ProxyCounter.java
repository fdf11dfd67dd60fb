package io.multiboard.sync.testing;

import io.multiboard.sync.testing.TestingProxy.Mode;
import io.multiboard.sync.testing.TestingProxy.Way;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Counts the bytes that a [TestingProxy] passes on, up to the one after which its mode changes.
/// Thread-safe.
final class ProxyCounter {
  private record Threshold(Way way, long bytes, Mode then) {}

  private final AtomicLong toServer = new AtomicLong();
  private final AtomicLong toClient = new AtomicLong();
  private volatile Optional<Threshold> threshold = Optional.empty();

  /// The mode changes once so many bytes more have gone that way.
  void after(long bytes, Way way, Mode then) {
    threshold = Optional.of(new Threshold(way, passed(way) + bytes, then));
  }

  long passed(Way way) {
    return bytes(way).get();
  }

  private AtomicLong bytes(Way way) {
    return way == Way.TO_SERVER ? toServer : toClient;
  }

  /// How much may be read at a time: never past the byte after which the mode changes.
  int share(Way way, int most) {
    return threshold
        .filter(limit -> limit.way() == way)
        .map(limit -> Math.clamp(limit.bytes() - passed(way), 1, most))
        .orElse(most);
  }

  /// Counts what has been passed on; the new mode where it changes now.
  synchronized Optional<Mode> count(Way way, int length) {
    long now = bytes(way).addAndGet(length);
    Optional<Mode> next =
        threshold.filter(limit -> limit.way() == way && now >= limit.bytes()).map(Threshold::then);
    if (next.isPresent()) {
      threshold = Optional.empty();
    }
    return next;
  }
}
