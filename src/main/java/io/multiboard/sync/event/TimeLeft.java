package io.multiboard.sync.event;

import java.time.Duration;
import java.util.Optional;

/// How long a run will still take, as far as that can be known.
public sealed interface TimeLeft {
  /// Nobody can tell.
  enum Unknown implements TimeLeft {
    /// No rows have moved yet, which goes without saying.
    NOT_BEGUN(""),
    /// The pace of late says too little.
    TOO_EARLY("time left not known yet"),
    /// All that can be measured is done.
    ENDING("the last steps");

    private final String why;

    Unknown(String why) {
      this.why = why;
    }

    /// For people; may be empty.
    public String why() {
      return why;
    }
  }

  /// From the pace of late.
  record Estimate(Duration time) implements TimeLeft {}

  /// The estimate, where there is one.
  default Optional<Duration> duration() {
    return switch (this) {
      case Unknown _ -> Optional.empty();
      case Estimate(Duration time) -> Optional.of(time);
    };
  }
}
