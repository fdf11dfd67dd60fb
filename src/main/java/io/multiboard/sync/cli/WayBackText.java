package io.multiboard.sync.cli;

import io.multiboard.sync.engine.target.FormerDatabase;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How to get the former database back. Thread-safe.
final class WayBackText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private WayBackText() {}

  /// The command that goes back.
  static String command(String target) {
    return "multiboard-sync rollback --target " + TypedDatabase.quoted(target);
  }

  static List<String> lines(Optional<FormerDatabase> former, String target) {
    return former
        .map(kept ->
            List.of(
                "Way back: the former database is kept until %s at least; to go back:"
                    .formatted(TIME.format(kept.until())),
                "  " + command(target)))
        .orElse(List.of("Way back: none, because no former database was kept."));
  }

  static Optional<Map<String, Object>> fields(Optional<FormerDatabase> former, String target) {
    return former.map(kept ->
        Answer.fields("database", kept.name(), "until", kept.until(), "command", command(target)));
  }
}
