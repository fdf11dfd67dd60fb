package io.multiboard.sync.cli;

import io.multiboard.sync.engine.ImportReport;

/// What was proved. Thread-safe.
final class VerificationText {
  private VerificationText() {}

  static String line(ImportReport report) {
    return report.verified()
        ? "Verified: count(*) of each table equals the source's, taken in the export's snapshot."
        : "Verified: no, by --verify none; the rows are as COPY reported them.";
  }
}
