package io.multiboard.sync.cli;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.logging.PlainText;
import io.multiboard.sync.logging.Redaction;
import java.io.PrintStream;
import java.util.Map;

/// A failure as people and machines read it: what, what to do, and the reason's name.
///
/// @param message masked
/// @param remedy masked; empty when the message says it all
record FailureReport(Reason reason, String message, String remedy) {
  /// The report of anything that was thrown.
  static FailureReport of(Throwable failure) {
    return switch (failure) {
      case SyncException known ->
          new FailureReport(known.reason(), mask(known.getMessage()), mask(known.remedy()));
      case OutOfMemoryError _ ->
          new FailureReport(
              Reason.OutOfMemory,
              "this process has no memory left",
              "Give it more, such as MULTIBOARD_SYNC_JAVA_OPTIONS=-Xmx4g, or use fewer --jobs.");
      default ->
          new FailureReport(
              Reason.InternalError,
              "something happened that should not: " + mask(failure.toString()),
              "Run it again with MULTIBOARD_SYNC_LOG_LEVEL=debug and report what it prints.");
    };
  }

  private static String mask(String text) {
    return PlainText.of(Redaction.mask(String.valueOf(text)));
  }

  /// The exit status that goes with it.
  int status() {
    return reason == Reason.InvalidUsage ? ExitStatus.USAGE : ExitStatus.FAILED;
  }

  /// For people.
  void print(PrintStream stream) {
    stream.println("error: " + message);
    if (!remedy.isEmpty()) {
      stream.println("  what to do: " + remedy);
    }
    stream.println("  reason: " + reason);
  }

  /// For machines.
  Map<String, Object> object() {
    return Answer.fields("type", "error", "reason", reason, "message", message, "remedy", remedy);
  }
}
