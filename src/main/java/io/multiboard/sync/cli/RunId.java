package io.multiboard.sync.cli;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Names runs: the time in UTC, and enough chance that no two are alike. Thread-safe.
final class RunId {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
  private static final SecureRandom CHANCE = new SecureRandom();

  private RunId() {}

  /// A new name, such as `20261121-093005-7f3a`.
  static String next(Instant now) {
    return "%s-%04x".formatted(TIME.format(now), CHANCE.nextInt(1 << 16));
  }
}
