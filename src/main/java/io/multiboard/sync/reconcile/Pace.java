package io.multiboard.sync.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps the statuses of a resource at least two seconds apart. Thread-safe.
final class Pace {
  private static final Duration LEAST = Duration.ofSeconds(2);
  private static final int MOST = 10_000;

  private final Map<String, Instant> written = new ConcurrentHashMap<>();

  /// How long to wait before the next status; empty where it may be written, which is noted.
  Optional<Duration> ask(String uid, Instant now) {
    Instant last = written.get(uid);
    if (last != null && last.plus(LEAST).isAfter(now)) {
      return Optional.of(Duration.between(now, last.plus(LEAST)));
    }
    if (written.size() >= MOST) {
      written.values().removeIf(at -> !at.plus(LEAST).isAfter(now));
    }
    written.put(uid, now);
    return Optional.empty();
  }
}
