package io.multiboard.sync.order;

import java.time.Duration;
import java.util.List;

/// How a source is read.
///
/// @param parallelism sessions at a time
/// @param chunkBytes about how much of a large table one of them reads at a time
/// @param compression an algorithm with a level, such as `zstd:1`
/// @param lockTimeout how long one wait for a lock may last
/// @param ignoreKinds kinds of objects that may be left out where they cannot be reproduced
public record ExportChoices(
    int parallelism,
    long chunkBytes,
    String compression,
    Duration lockTimeout,
    CopyFormat copyFormat,
    List<String> ignoreKinds) {
  /// What holds where nobody says otherwise.
  public static final ExportChoices DEFAULT =
      new ExportChoices(2, 64L << 20, "zstd:1", Duration.ofSeconds(10), CopyFormat.Auto, List.of());

  private static final int MOST_PARALLEL = 64;
  private static final int MOST_KINDS = 50;

  /// As `export.copyFormat` of a DatabaseSync.
  public enum CopyFormat {
    Auto,
    Text,
    Binary
  }

  public ExportChoices {
    Bounds.range("parallelism", parallelism, 1, MOST_PARALLEL);
    Bounds.range("chunkBytes", chunkBytes, 1 << 20, 1L << 50);
    Bounds.text("compression", compression, 10);
    Bounds.range("lockTimeout", lockTimeout.toSeconds(), 1, 3600);
    ignoreKinds = Bounds.most("ignoreKinds", ignoreKinds, MOST_KINDS);
  }
}
