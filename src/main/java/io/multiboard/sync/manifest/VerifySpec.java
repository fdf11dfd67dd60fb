package io.multiboard.sync.manifest;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;

/// How a copy is proved.
public record VerifySpec(
    @Default("Counts")
        @JsonPropertyDescription(
            "Counts: count(*) of each table against the source's, counted in the export's snapshot; a difference fails the run. None: trust.")
        Mode mode) {

  public static final VerifySpec DEFAULTS = new VerifySpec(Mode.Counts);

  public VerifySpec {
    mode = requireNonNullElse(mode, Mode.Counts);
  }

  /// What is compared.
  public enum Mode {
    Counts,
    None
  }
}
