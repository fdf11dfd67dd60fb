package io.multiboard.sync.engine;

import io.multiboard.sync.postgres.Connector;
import java.time.Duration;
import java.util.Set;

/// What is to be exported, and how.
///
/// @param jobs sessions that read at a time, at least 1
/// @param chunkBytes about how much of a large table one of them reads at a time
/// @param lockTimeout how long one wait for a lock may last
/// @param ignoredKinds kinds of objects that may be left out where they cannot be reproduced
public record ExportRequest(
    Connector source,
    int jobs,
    long chunkBytes,
    CopyFormat copyFormat,
    Duration lockTimeout,
    Set<String> ignoredKinds) {
  public static final int DEFAULT_JOBS = 2;
  public static final long DEFAULT_CHUNK_BYTES = 64L * 1024 * 1024;
  public static final Duration DEFAULT_LOCK_TIMEOUT = Duration.ofSeconds(10);

  public ExportRequest {
    if (jobs < 1) {
      throw new IllegalArgumentException("an export needs at least one job");
    }
    if (chunkBytes < 1) {
      throw new IllegalArgumentException("a chunk has at least one byte");
    }
    ignoredKinds = Set.copyOf(ignoredKinds);
  }

  /// With the defaults.
  public static ExportRequest of(Connector source) {
    return new ExportRequest(
        source, DEFAULT_JOBS, DEFAULT_CHUNK_BYTES, CopyFormat.Auto, DEFAULT_LOCK_TIMEOUT, Set.of());
  }

  ExportRequest withCopyFormat(CopyFormat other) {
    return new ExportRequest(source, jobs, chunkBytes, other, lockTimeout, ignoredKinds);
  }
}
