package io.multiboard.sync.manifest;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that a run needed to know when it started.
public record Resolved(
    @JsonPropertyDescription("The generation of the DatabaseSync.") @Nullable Long syncGeneration,
    @JsonPropertyDescription("The trigger that made the run.") @Nullable String trigger,
    @JsonPropertyDescription(
            "Whether it is the sync's first run, so that the target is asked whether it remembers the trigger.")
        Boolean firstRun,
    @JsonPropertyDescription("The source.") @Nullable Endpoint source,
    @JsonPropertyDescription("The target.") @Nullable Endpoint target,
    @JsonPropertyDescription("Whether the target's server is a physical copy of the source's.")
        Boolean physicalCopy,
    @Size(max = Resolved.MOST_PRODUCTION)
        @JsonPropertyDescription("The Production connections that the target must not be.")
        List<Endpoint> production,
    @JsonPropertyDescription("How the source is read.") ExportSpec export,
    @JsonProperty("import") @JsonPropertyDescription("How the copy takes the target's place.")
        ImportSpec load,
    @JsonPropertyDescription("How the copy is proved.") VerifySpec verify,
    @JsonPropertyDescription("The claim that archives lie on.") @Nullable String claimName,
    @JsonPropertyDescription("The folder of the archive on that claim.")
        @Nullable String archivePath,
    @JsonPropertyDescription("How long archives are kept.") ArchiveSpec.Retention retention,
    @JsonPropertyDescription("The pods that do the work.") WorkerSpec worker,
    @JsonPropertyDescription("How many times to try again.") Integer backoffLimit,
    @JsonPropertyDescription("When the run is ended at the latest.") @Nullable String deadline) {

  /// The most Production connections that a run can keep clear of.
  public static final int MOST_PRODUCTION = 200;

  public Resolved {
    firstRun = requireNonNullElse(firstRun, false);
    physicalCopy = requireNonNullElse(physicalCopy, false);
    production = List.copyOf(requireNonNullElse(production, List.of()));
    export = requireNonNullElse(export, ExportSpec.DEFAULTS);
    load = requireNonNullElse(load, ImportSpec.DEFAULTS);
    verify = requireNonNullElse(verify, VerifySpec.DEFAULTS);
    retention = requireNonNullElse(retention, ArchiveSpec.Retention.DEFAULTS);
    worker = requireNonNullElse(worker, WorkerSpec.DEFAULTS);
    backoffLimit = requireNonNullElse(backoffLimit, 0);
  }

  /// A connection as it was.
  public record Endpoint(
      @JsonPropertyDescription("The DatabaseConnection's namespace.") String namespace,
      @JsonPropertyDescription("The DatabaseConnection's name.") String connectionName,
      @JsonPropertyDescription("Its spec.") ConnectionSpec spec) {}
}
