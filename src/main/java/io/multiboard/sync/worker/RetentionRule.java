package io.multiboard.sync.worker;

import io.multiboard.sync.order.Retention;
import io.multiboard.sync.storage.ArchiveShelf.Shelved;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Decides which archives go; removes none itself.
final class RetentionRule {
  private RetentionRule() {}

  /// The archives that are over a limit: with one that is too much, all that are older.
  ///
  /// @param archives of one sync, the newest first
  static List<Shelved> over(Retention retention, List<Shelved> archives, Instant now) {
    long bytes = 0;
    for (int place = 0; place < archives.size(); place++) {
      Shelved archive = archives.get(place);
      bytes += archive.bytes();
      boolean fits =
          isYoung(archive, retention.keepWithin(), now)
              && bytes <= retention.maxBytes().orElse(Long.MAX_VALUE);
      if (place >= retention.keepLast() || (place > 0 && !fits)) {
        return List.copyOf(archives.subList(place, archives.size()));
      }
    }
    return List.of();
  }

  private static boolean isYoung(Shelved archive, Optional<Duration> keepWithin, Instant now) {
    return keepWithin.map(span -> archive.completed().plus(span).isAfter(now)).orElse(true);
  }
}
