package io.multiboard.sync.order;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// Which archives of a sync stay. An archive goes when any limit that is set says so; the newest
/// one stays, unless `keepLast` is 0.
///
/// @param keepLast how many
/// @param keepWithin how long, counted from the archive's completion
/// @param maxBytes how many bytes all of them may take together
public record Retention(int keepLast, Optional<Duration> keepWithin, OptionalLong maxBytes) {
  /// What holds where nobody says otherwise.
  public static final Retention DEFAULT = new Retention(7, Optional.empty(), OptionalLong.empty());

  private static final int MOST = 10_000;

  public Retention {
    Bounds.range("keepLast", keepLast, 0, MOST);
    Bounds.require(!keepWithin.orElse(Duration.ZERO).isNegative(), "keepWithin", "is negative");
    Bounds.range("maxBytes", maxBytes.orElse(0), 0, Long.MAX_VALUE);
  }
}
