package io.multiboard.sync.engine.archive;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.util.Locale;
import java.util.Optional;

/// How the data files of an archive are compressed.
///
/// @param level within the algorithm's bounds; 0 for none
public record Compression(Algorithm algorithm, int level) {
  /// Smaller than pg_dump's gzip at a sixteenth of its time, and with the rows of most databases no
  /// larger than higher levels; see `DESIGN.md`.
  public static final Compression DEFAULT = new Compression(Algorithm.ZSTD, 1);

  public static final Compression NONE = new Compression(Algorithm.NONE, 0);

  /// The algorithms that pg_restore knows: gzip everywhere, lz4 and zstd from 16 where built in.
  public enum Algorithm {
    ZSTD(".zst", 1, 19, 1),
    GZIP(".gz", 1, 9, 6),
    LZ4(".lz4", 1, 12, 1),
    NONE("", 0, 0, 0);

    private final String suffix;
    private final int least;
    private final int most;
    private final int usual;

    Algorithm(String suffix, int least, int most, int usual) {
      this.suffix = suffix;
      this.least = least;
      this.most = most;
      this.usual = usual;
    }

    /// What follows the name of a data file, such as `.zst`.
    public String fileSuffix() {
      return suffix;
    }

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    private static Optional<Algorithm> ofText(String text) {
      for (Algorithm algorithm : values()) {
        if (algorithm.text().equals(text)) {
          return Optional.of(algorithm);
        }
      }
      return Optional.empty();
    }
  }

  public Compression {
    if (level < algorithm.least || level > algorithm.most) {
      throw usage(
          "'" + algorithm.text() + "' has no compression level " + level,
          "Give a level from " + algorithm.least + " to " + algorithm.most + ", or none at all.");
    }
  }

  /// Reads `zstd` (which is `zstd:1`), `zstd:3`, `gzip:6`, `lz4` or `none`.
  public static Compression parse(String text) {
    String[] parts = text.strip().toLowerCase(Locale.ROOT).split(":", 2);
    Algorithm algorithm = Algorithm.ofText(parts[0]).orElseThrow(() -> unknown(text));
    return new Compression(algorithm, parts.length == 1 ? algorithm.usual : level(text, parts[1]));
  }

  private static int level(String text, String digits) {
    if (!digits.matches("[0-9]{1,2}")) {
      throw unknown(text);
    }
    return Integer.parseInt(digits);
  }

  private static SyncException unknown(String text) {
    return usage(
        "'" + text + "' is no compression",
        "Give an algorithm and a level, such as zstd:3, gzip:6, lz4:1 or none.");
  }

  private static SyncException usage(String message, String remedy) {
    return new SyncException(Reason.InvalidUsage, message, remedy);
  }

  /// What follows the name of a data file, such as `.zst`.
  public String fileSuffix() {
    return algorithm.suffix;
  }

  /// As [#parse] reads it.
  public String text() {
    return algorithm == Algorithm.NONE ? algorithm.text() : algorithm.text() + ":" + level;
  }

  /// What the header of a `toc.dat` says: that there is gzip, or nothing.
  int headerLevel() {
    return algorithm == Algorithm.GZIP ? level : 0;
  }
}
