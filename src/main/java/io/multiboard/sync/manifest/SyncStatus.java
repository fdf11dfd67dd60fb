package io.multiboard.sync.manifest;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How fresh the copy is, and what is going on. Times are RFC 3339 in UTC.
public record SyncStatus(
    @JsonPropertyDescription("The generation of the spec that this status speaks of.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription(
            "Ready: False until the first success of a sync without a schedule; True afterwards, while runs are going on too. Suspended. LastRunSucceeded. Reconciling and Stalled as kstatus reads them.")
        List<Condition> conditions,
    @JsonPropertyDescription("The run that is going on or waits.") @Nullable ActiveRun activeRun,
    @JsonPropertyDescription("The run that ended last.") @Nullable RunSummary lastRun,
    @JsonPropertyDescription("When the latest run that succeeded ended.")
        @Nullable String lastSuccessTime,
    @JsonPropertyDescription("The latest time of schedule that was seen to.")
        @Nullable String lastScheduleTime,
    @JsonPropertyDescription("When schedule starts the next run.") @Nullable String nextRunTime,
    @JsonPropertyDescription("The latest value of trigger for which a run was made.")
        @Nullable String handledTrigger,
    @Size(max = 20) @JsonPropertyDescription("Runs that ended, newest first; at most 20.")
        List<RunSummary> history,
    @Size(max = 100) @JsonPropertyDescription("The archives that exist, newest first; at most 100.")
        List<ArchiveReport> archives) {

  public static final SyncStatus NONE =
      new SyncStatus(null, List.of(), null, null, null, null, null, null, List.of(), List.of());

  /// The same with other conditions.
  public SyncStatus with(List<Condition> others) {
    return new SyncStatus(
        observedGeneration,
        others,
        activeRun,
        lastRun,
        lastSuccessTime,
        lastScheduleTime,
        nextRunTime,
        handledTrigger,
        history,
        archives);
  }

  public SyncStatus {
    conditions = List.copyOf(requireNonNullElse(conditions, List.of()));
    history = List.copyOf(requireNonNullElse(history, List.of()));
    archives = List.copyOf(requireNonNullElse(archives, List.of()));
  }

  /// A run that has not ended.
  public record ActiveRun(
      @JsonPropertyDescription("The DatabaseSyncRun's name.") String name,
      @JsonPropertyDescription("What it is doing.") @Nullable Stage stage,
      @JsonPropertyDescription("How far it is.") @Nullable RunProgress progress) {}

  /// A run that has ended.
  ///
  /// @param name of the DatabaseSyncRun
  public record RunSummary(
      @JsonPropertyDescription("The DatabaseSyncRun's name.") String name,
      @JsonPropertyDescription("Whether it succeeded.") Boolean succeeded,
      @JsonPropertyDescription("Why it ended so, in one word.") String reason,
      @JsonPropertyDescription("When it began.") @Nullable String startTime,
      @JsonPropertyDescription("When it ended.") @Nullable String completionTime,
      @JsonPropertyDescription("Rows that were copied.") @Nullable Long rows,
      @JsonPropertyDescription("Bytes that were copied, before compression.")
          @Nullable Long bytes) {}
}
