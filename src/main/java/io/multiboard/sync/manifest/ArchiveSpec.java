package io.multiboard.sync.manifest;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// Where archives lie, and how long.
public record ArchiveSpec(
    @JsonPropertyDescription(
            "The volume for archives. Without it, the claim that the operator's settings name.")
        @Nullable Volume volume,
    @Size(min = 1, max = 253)
        @Pattern(Api.NAME)
        @JsonPropertyDescription(
            "The archive that fills the target, for a sync without a source, by its name in status.archives of the sync that made it.")
        @Nullable String from,
    @JsonPropertyDescription("How long archives are kept.") Retention retention) {

  public static final ArchiveSpec DEFAULTS = new ArchiveSpec(null, null, Retention.DEFAULTS);

  public ArchiveSpec {
    retention = requireNonNullElse(retention, Retention.DEFAULTS);
  }

  /// A persistent volume.
  public record Volume(
      @Required
          @Pattern(Api.NAME)
          @JsonPropertyDescription("A PersistentVolumeClaim in the same namespace.")
          String claimName) {}

  /// How long archives are kept; the latest one that succeeded stays whatever the limits say.
  public record Retention(
      @Default("7")
          @Min(0)
          @Max(100)
          @JsonPropertyDescription(
              "How many archives are kept. 0: a run leaves none, and no spool.")
          Integer keepLast,
      @Size(min = 1, max = 40)
          @Pattern(Api.DURATION)
          @JsonPropertyDescription("Older archives are removed, such as 30d.")
          @Nullable String keepWithin,
      @Size(min = 1, max = 18)
          @Pattern(Api.SIZE)
          @JsonPropertyDescription(
              "The oldest archives are removed until all together take at most this much, such as 100Gi.")
          @Nullable String maxSize) {

    public static final Retention DEFAULTS = new Retention(7, null, null);

    public Retention {
      keepLast = requireNonNullElse(keepLast, 7);
    }
  }
}
