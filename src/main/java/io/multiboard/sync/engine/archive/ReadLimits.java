package io.multiboard.sync.engine.archive;

/// What an archive may make of this machine's time and disk while it is read.
///
/// @param mostBytes the most that one data file may hold, uncompressed
/// @param mostRatio how many times its own size a file without a manifest may grow, after the first
///   64 MB; a manifest states the exact size instead
public record ReadLimits(long mostBytes, int mostRatio) {
  /// A table can have 32 TB, and gzip cannot shrink more than a thousand times.
  public static final ReadLimits DEFAULT = new ReadLimits(32L << 40, 1000);

  /// From here on the ratio counts.
  private static final long RATIO_FREE = 64 << 20;

  /// The most bytes that a file of so many bytes may hold.
  long mostFor(long fileLength) {
    return Math.min(mostBytes, Math.max(RATIO_FREE, saturated(fileLength)));
  }

  private long saturated(long fileLength) {
    return fileLength > mostBytes / mostRatio ? mostBytes : fileLength * mostRatio;
  }
}
