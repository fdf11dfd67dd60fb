package io.multiboard.sync.manifest;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far a run is.
public record RunProgress(
    @Min(0)
        @Max(100)
        @JsonPropertyDescription(
            "Of the work, in percent; never falls within an attempt, and is 100 only when all is done.")
        Integer percent,
    @JsonPropertyDescription("Bytes copied so far, before compression.") @Nullable Long bytes,
    @JsonPropertyDescription("Bytes to copy, as far as known.") @Nullable Long totalBytes,
    @JsonPropertyDescription("Rows copied so far.") @Nullable Long rows,
    @JsonPropertyDescription("Rows to copy, as far as known.") @Nullable Long totalRows,
    @JsonPropertyDescription("Bytes a second, of late.") @Nullable Long bytesPerSecond,
    @JsonPropertyDescription("Seconds left, estimated.") @Nullable Long remainingSeconds,
    @Size(max = 8) @JsonPropertyDescription("The tables that are being copied; at most 8.")
        List<String> tables) {

  public RunProgress {
    percent = requireNonNullElse(percent, 0);
    tables = List.copyOf(requireNonNullElse(tables, List.of()));
  }
}
