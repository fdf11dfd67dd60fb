package io.multiboard.sync.manifest;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of a run so far. Times are RFC 3339 in UTC.
public record RunStatus(
    @JsonPropertyDescription("The generation of the spec that this status speaks of.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription(
            "Reconciling while it goes on, Stalled where it has failed, Succeeded when it has ended; and one for each stage that applies: Preflighted, Exported, Imported, Verified, Swapped, RolledBack, Cancelled.")
        List<Condition> conditions,
    @JsonPropertyDescription("What it is doing.") @Nullable Stage stage,
    @JsonPropertyDescription("How far it is.") @Nullable RunProgress progress,
    @JsonPropertyDescription("Its place among the runs that wait, from 1.")
        @Nullable Integer queuePosition,
    @JsonPropertyDescription("What it resolved to when it started; later changes do not reach it.")
        @Nullable Resolved resolved,
    @Size(max = 40)
        @JsonPropertyDescription("The workers that it had, oldest first; the latest 40.")
        List<Attempt> attempts,
    @JsonPropertyDescription("When the next attempt begins.") @Nullable String nextAttemptTime,
    @JsonPropertyDescription("The archive that it wrote.") @Nullable ArchiveReport archive,
    @JsonPropertyDescription("The former database, which a Rollback puts back.")
        @Nullable WayBack wayBack,
    @JsonPropertyDescription("What was proved.") @Nullable Proof verification,
    @Size(max = 20) @JsonPropertyDescription("The tables that took longest; at most 20.")
        List<TableReport> slowestTables,
    @Size(max = 20) @JsonPropertyDescription("The tables that failed; at most 20.")
        List<TableReport> failedTables,
    @Size(max = 100)
        @JsonPropertyDescription(
            "Archives (by their runs) and former databases that it removed, or that were removed for it when their time was over; at most 100.")
        List<String> removed,
    @JsonPropertyDescription("When it began its work.") @Nullable String startTime,
    @JsonPropertyDescription("When it ended.") @Nullable String completionTime,
    @JsonPropertyDescription(
            "What became of the target. Untouched: it is as it was. RolledBack: it is as it was, what had been begun was taken back; of a Rollback, the former database is back. Swapped: the new data is in. Absent where even the target could not be asked.")
        @Nullable TargetState targetState) {

  public static final RunStatus NONE =
      new RunStatus(
          null, List.of(), null, null, null, null, List.of(), null, null, null, null, List.of(),
          List.of(), List.of(), null, null, null);

  public RunStatus {
    conditions = List.copyOf(requireNonNullElse(conditions, List.of()));
    attempts = List.copyOf(requireNonNullElse(attempts, List.of()));
    slowestTables = List.copyOf(requireNonNullElse(slowestTables, List.of()));
    failedTables = List.copyOf(requireNonNullElse(failedTables, List.of()));
    removed = List.copyOf(requireNonNullElse(removed, List.of()));
  }

  /// The same with other conditions.
  public RunStatus with(List<Condition> others) {
    return new RunStatus(
        observedGeneration,
        others,
        stage,
        progress,
        queuePosition,
        resolved,
        attempts,
        nextAttemptTime,
        archive,
        wayBack,
        verification,
        slowestTables,
        failedTables,
        removed,
        startTime,
        completionTime,
        targetState);
  }

  /// Whether it has ended.
  public boolean hasEnded() {
    return completionTime != null;
  }

  /// What became of a target.
  public enum TargetState {
    /// As it was before the run.
    Untouched,
    /// What had been begun was taken back; of a rollback, the former database is back.
    RolledBack,
    /// The new data is in.
    Swapped
  }

  /// The former database.
  public record WayBack(
      @JsonPropertyDescription("The former database's name now.") String database,
      @JsonPropertyDescription("Until when it is kept; the next swap ends it, too.")
          @Nullable String until) {}

  /// What was compared.
  public record Proof(
      @JsonPropertyDescription("How it was compared.") VerifySpec.Mode mode,
      @JsonPropertyDescription("Tables that were compared.") Long tables,
      @JsonPropertyDescription("Rows in them.") Long rows,
      @JsonPropertyDescription("Tables that differ; 0, or the run has failed.") Long differing) {}

  /// One table.
  public record TableReport(
      @JsonPropertyDescription("The table, with its schema.") String name,
      @JsonPropertyDescription("Its rows.") @Nullable Long rows,
      @JsonPropertyDescription("How long it took, in milliseconds.") @Nullable Long milliseconds,
      @JsonPropertyDescription("What went wrong with it.") @Nullable String message) {}
}
