package io.multiboard.sync.cli;

import io.multiboard.sync.cli.progress.Words;
import io.multiboard.sync.engine.SyncReport;

/// What a sync has moved, and how fast. Thread-safe.
final class SyncText {
  private SyncText() {}

  static String line(SyncReport report) {
    double seconds = seconds(report);
    return "Synced %s tables, %s rows, %s in %.1f s (%s/s)."
        .formatted(
            Words.exact(report.exported().tables()),
            Words.exact(report.imported().rows()),
            Words.bytes(report.exported().bytes()),
            seconds,
            Words.bytes(report.exported().bytes() / seconds));
  }

  /// At least a thousandth, to divide by.
  static double seconds(SyncReport report) {
    return Math.max(0.001, report.elapsed().toMillis() / 1000.0);
  }
}
