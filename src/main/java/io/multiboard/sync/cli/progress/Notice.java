package io.multiboard.sync.cli.progress;

import io.multiboard.sync.event.SyncEvent;

/// A notice as a line of text. Thread-safe.
final class Notice {
  private Notice() {}

  static String line(SyncEvent.Noticed notice) {
    String remedy = notice.remedy().map(text -> " (" + text + ")").orElse("");
    return ("note: " + notice.subject() + ": " + notice.message() + remedy)
        .replaceAll("\\p{Cntrl}", "?");
  }
}
