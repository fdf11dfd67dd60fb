package io.multiboard.sync.order;

import java.util.List;
import java.util.Optional;

/// How far a worker is, as it tells over HTTP; see [OrderJson]. Totals are estimates until an
/// archive's manifest is known.
///
/// @param percent of this worker's own part, 0 to 100; never falls within an attempt, and is 100
///   only when the part is done
/// @param rows moved so far
/// @param bytes of COPY data moved so far, uncompressed
/// @param totalRows that are to be moved; 0 while nobody knows
/// @param totalBytes that are to be moved; 0 while nobody knows
/// @param tables done so far
/// @param totalTables 0 while nobody knows
/// @param current tables and other objects that are being worked on, at most [#MOST_CURRENT]
/// @param rowsPerSecond over the last seconds
/// @param bytesPerSecond over the last seconds
/// @param etaSeconds an estimate; absent while there is nothing to estimate from
public record Progress(
    Role role,
    RunId runId,
    int attempt,
    Stage stage,
    double percent,
    long rows,
    long bytes,
    long totalRows,
    long totalBytes,
    int tables,
    int totalTables,
    List<String> current,
    long rowsPerSecond,
    long bytesPerSecond,
    Optional<Long> etaSeconds) {
  /// The most names in `current`.
  public static final int MOST_CURRENT = 20;

  /// The port on which a worker tells it.
  public static final int PORT = 8081;

  /// The path under which a worker tells it.
  public static final String PATH = "/progress";

  /// The path under which a worker says that it lives.
  public static final String HEALTH_PATH = "/healthz";

  /// What a worker is doing.
  public enum Stage {
    Starting,
    /// An import waits for the export's first files.
    Waiting,
    Preflight,
    Export,
    Import,
    Verify,
    Swap,
    Rollback,
    Cleanup,
    Done
  }

  public Progress {
    Bounds.require(percent >= 0 && percent <= 100, "percent", "is not from 0 to 100");
    current = Bounds.most("current", current, MOST_CURRENT);
  }
}
