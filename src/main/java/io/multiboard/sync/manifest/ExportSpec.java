package io.multiboard.sync.manifest;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/// How a source is read and its rows are stored.
public record ExportSpec(
    @Default("2")
        @Min(1)
        @Max(64)
        @JsonPropertyDescription("Tables read at a time, and connections to the source.")
        Integer parallelism,
    @Default("64Mi")
        @Pattern("^[0-9]{1,15}(M|G|T|Mi|Gi|Ti)$")
        @JsonPropertyDescription(
            "Larger tables are read in pieces of about this size, side by side.")
        String chunkSize,
    @JsonPropertyDescription("How data files are compressed.") Compression compression,
    @Default("10")
        @Min(1)
        @Max(3600)
        @JsonPropertyDescription(
            "How long to wait for a table's lock, in seconds, before the attempt fails.")
        Integer lockTimeoutSeconds,
    @Default("Auto")
        @JsonPropertyDescription(
            "How rows travel. Auto: binary for a sync, where it costs the servers less, and text for an archive that is kept by itself. Text: every tool reads it. Binary: wherever every column's type allows it.")
        CopyFormat copyFormat) {

  public static final ExportSpec DEFAULTS =
      new ExportSpec(2, "64Mi", Compression.DEFAULTS, 10, CopyFormat.Auto);

  public ExportSpec {
    parallelism = requireNonNullElse(parallelism, 2);
    chunkSize = requireNonNullElse(chunkSize, "64Mi");
    compression = requireNonNullElse(compression, Compression.DEFAULTS);
    lockTimeoutSeconds = requireNonNullElse(lockTimeoutSeconds, 10);
    copyFormat = requireNonNullElse(copyFormat, CopyFormat.Auto);
  }

  /// How rows travel.
  public enum CopyFormat {
    Auto,
    Text,
    Binary
  }

  /// How data files are compressed.
  @ValidationRule(
      value = "!has(self.level) || self.algorithm != 'None'",
      message = "None has no level: remove level, or choose an algorithm")
  @ValidationRule(
      value = "!has(self.level) || self.algorithm != 'Gzip' || self.level <= 9",
      message = "Gzip has the levels 1 to 9: choose one of them")
  @ValidationRule(
      value = "!has(self.level) || self.algorithm != 'Lz4' || self.level <= 12",
      message = "Lz4 has the levels 1 to 12: choose one of them")
  public record Compression(
      @Default("Zstd")
          @JsonPropertyDescription(
              "Every pg_restore reads Gzip and None; 16 and newer read Zstd and Lz4 where they are built in.")
          Algorithm algorithm,
      @Min(1)
          @Max(19)
          @JsonPropertyDescription(
              "How hard to try: Zstd 1 to 19, Gzip 1 to 9, Lz4 1 to 12. Without it, 1 for Zstd and Lz4, 6 for Gzip.")
          @Nullable Integer level) {

    public static final Compression DEFAULTS = new Compression(Algorithm.Zstd, null);

    public Compression {
      algorithm = requireNonNullElse(algorithm, Algorithm.Zstd);
    }

    /// What pg_restore knows.
    public enum Algorithm {
      Zstd,
      Gzip,
      Lz4,
      None
    }
  }
}
