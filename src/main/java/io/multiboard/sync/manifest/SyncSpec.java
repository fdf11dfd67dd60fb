package io.multiboard.sync.manifest;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/// What is to be copied where, when and how.
@ValidationRule(
    value = "has(self.source) || has(self.target)",
    message = "nothing to do: give a source, a target, or both")
@ValidationRule(
    value = "has(self.source) || (has(self.archive) && has(self.archive.from))",
    message = "a target without a source is filled from an archive: give archive.from, or a source")
@ValidationRule(
    value = "!(has(self.source) && has(self.archive) && has(self.archive.from))",
    message = "data comes from the source or from archive.from, not from both: remove one")
@ValidationRule(
    value =
        "!has(self.source) || !has(self.target) || self.source.connectionName != self.target.connectionName",
    message = "source and target are the same connection: name another target")
@ValidationRule(
    value = "has(self.schedule) || has(self.trigger)",
    message =
        "nothing starts this sync: give a schedule, or a trigger (any text; a new value starts a run)")
@ValidationRule(
    value = "!has(self.timeZone) || has(self.schedule)",
    message = "timeZone says where schedule is read: add schedule, or remove timeZone")
@ValidationRule(
    value = "!has(self.startingDeadlineSeconds) || has(self.schedule)",
    message =
        "startingDeadlineSeconds is about missed times of schedule: add schedule, or remove it")
public record SyncSpec(
    @JsonPropertyDescription("The database to copy from. Without it, data comes from archive.from.")
        @Nullable Source source,
    @JsonPropertyDescription(
            "The database to make a copy of it. Without it, the sync makes archives only.")
        @Nullable Target target,
    @Size(min = 9, max = 100)
        @Pattern("^[0-9A-Za-z*/,-]+( +[0-9A-Za-z*/,-]+){4}$")
        @JsonPropertyDescription(
            "When to run: five fields of cron (minute, hour, day of month, month, day of week), such as 30 2 * * *.")
        @Nullable String schedule,
    @Size(min = 1, max = 64)
        @Pattern("^[A-Za-z][A-Za-z0-9_+/-]*$")
        @JsonPropertyDescription(
            "The time zone in which schedule is read, such as Europe/Berlin. Without it, UTC.")
        @Nullable String timeZone,
    @Default("Forbid")
        @JsonPropertyDescription(
            "What happens when a time of schedule comes while a run is going on. Forbid: that time is left out. Replace: the run is cancelled for a new one.")
        ConcurrencyPolicy concurrencyPolicy,
    @Min(10)
        @Max(2592000)
        @JsonPropertyDescription(
            "How late, in seconds, a missed time of schedule may still start a run. Without it, the latest missed time is always made up for, once.")
        @Nullable Integer startingDeadlineSeconds,
    @Default("false")
        @JsonPropertyDescription(
            "Whether to start no more runs. One that is going on goes on to its end.")
        Boolean suspend,
    @Size(min = 1, max = 256)
        @JsonPropertyDescription(
            "Any text; a new value starts a run. The target remembers the last one, so that a resource that is created again overwrites nothing.")
        @Nullable String trigger,
    @Min(10)
        @Max(2592000)
        @JsonPropertyDescription(
            "How long a run may take, in seconds, all attempts together; then it is ended and has failed. Without it, as long as it takes.")
        @Nullable Integer activeDeadlineSeconds,
    @Default("5")
        @Min(0)
        @Max(100)
        @JsonPropertyDescription(
            "How many times a run tries again after failures that may pass. Permanent ones are never tried again.")
        Integer backoffLimit,
    @Default("3")
        @Min(0)
        @Max(100)
        @JsonPropertyDescription("How many runs that succeeded are kept.")
        Integer successfulRunsHistoryLimit,
    @Default("1")
        @Min(0)
        @Max(100)
        @JsonPropertyDescription("How many runs that failed or were cancelled are kept.")
        Integer failedRunsHistoryLimit,
    @JsonPropertyDescription("How the source is read.") ExportSpec export,
    @JsonProperty("import") @JsonPropertyDescription("How the copy takes the target's place.")
        ImportSpec load,
    @JsonPropertyDescription("How the copy is proved.") VerifySpec verify,
    @JsonPropertyDescription("Where archives lie and how long they are kept.") ArchiveSpec archive,
    @JsonPropertyDescription("The pods that do the work.") WorkerSpec worker) {

  public SyncSpec {
    concurrencyPolicy = requireNonNullElse(concurrencyPolicy, ConcurrencyPolicy.Forbid);
    suspend = requireNonNullElse(suspend, false);
    backoffLimit = requireNonNullElse(backoffLimit, 5);
    successfulRunsHistoryLimit = requireNonNullElse(successfulRunsHistoryLimit, 3);
    failedRunsHistoryLimit = requireNonNullElse(failedRunsHistoryLimit, 1);
    export = requireNonNullElse(export, ExportSpec.DEFAULTS);
    load = requireNonNullElse(load, ImportSpec.DEFAULTS);
    verify = requireNonNullElse(verify, VerifySpec.DEFAULTS);
    archive = requireNonNullElse(archive, ArchiveSpec.DEFAULTS);
    worker = requireNonNullElse(worker, WorkerSpec.DEFAULTS);
  }

  /// What happens when it is time for a run while another is going on.
  public enum ConcurrencyPolicy {
    Forbid,
    Replace
  }

  /// The database to copy from.
  public record Source(
      @Required
          @Pattern(Api.NAME)
          @JsonPropertyDescription("The name of a DatabaseConnection in the same namespace.")
          String connectionName) {}

  /// The database to fill.
  public record Target(
      @Required
          @Pattern(Api.NAME)
          @JsonPropertyDescription(
              "The name of a DatabaseConnection in the same namespace; it must have allowOverwrite.")
          String connectionName,
      @Default("false")
          @JsonPropertyDescription(
              "Says that the target's server is a physical copy of the source's (same system identifier, another server). It is refused otherwise.")
          Boolean physicalCopy) {

    public Target {
      physicalCopy = requireNonNullElse(physicalCopy, false);
    }
  }
}
