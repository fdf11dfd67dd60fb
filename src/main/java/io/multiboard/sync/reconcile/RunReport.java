package io.multiboard.sync.reconcile;

import io.multiboard.sync.manifest.ArchiveReport;
import io.multiboard.sync.manifest.Attempt;
import io.multiboard.sync.manifest.Condition;
import io.multiboard.sync.manifest.Condition.Truth;
import io.multiboard.sync.manifest.Conditions;
import io.multiboard.sync.manifest.Resolved;
import io.multiboard.sync.manifest.RunProgress;
import io.multiboard.sync.manifest.RunStatus;
import io.multiboard.sync.manifest.RunStatus.Proof;
import io.multiboard.sync.manifest.RunStatus.TableReport;
import io.multiboard.sync.manifest.RunStatus.TargetState;
import io.multiboard.sync.manifest.RunStatus.WayBack;
import io.multiboard.sync.manifest.Stage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A run's next status while it is put together from the last one. Not thread-safe.
final class RunReport {
  private static final int MOST_REMOVED = 100;

  private final RunStatus before;
  private final Instant now;
  private final long generation;
  private final List<Condition> said = new ArrayList<>();
  private final Set<String> unsaid = new HashSet<>();

  private @Nullable Stage stage;
  private @Nullable RunProgress progress;
  private @Nullable Integer queuePosition;
  private @Nullable Resolved resolved;
  private List<Attempt> attempts;
  private @Nullable String nextAttemptTime;
  private @Nullable ArchiveReport archive;
  private @Nullable WayBack wayBack;
  private @Nullable Proof verification;
  private List<TableReport> slowest;
  private List<TableReport> failed;
  private List<String> removed;
  private @Nullable String startTime;
  private @Nullable String completionTime;
  private @Nullable TargetState targetState;
  private @Nullable Long rows;
  private @Nullable Long bytes;

  private RunReport(RunStatus before, Instant now, long generation) {
    this.before = before;
    this.now = now;
    this.generation = generation;
    stage = before.stage();
    progress = before.progress();
    resolved = before.resolved();
    attempts = before.attempts();
    archive = before.archive();
    wayBack = before.wayBack();
    verification = before.verification();
    slowest = before.slowestTables();
    failed = before.failedTables();
    removed = before.removed();
    startTime = before.startTime();
    completionTime = before.completionTime();
    targetState = before.targetState();
  }

  static RunReport of(RunObservation seen) {
    return new RunReport(seen.status(), seen.now(), seen.run().getMetadata().getGeneration());
  }

  /// Goes on from what is to be told, too.
  static RunReport after(RunObservation seen, RunStatus told) {
    return new RunReport(told, seen.now(), seen.run().getMetadata().getGeneration());
  }

  /// What a message and a remedy say together.
  static String sentence(String message, String remedy) {
    if (remedy.isEmpty()) {
      return message;
    }
    // What a server says may be whole sentences.
    return message.endsWith(".") ? message + " " + remedy : message + ". " + remedy;
  }

  RunReport say(String type, Truth truth, String reason, String message) {
    said.add(new Condition(type, truth, reason, message, text(now), generation));
    return this;
  }

  RunReport unsay(String... types) {
    unsaid.addAll(List.of(types));
    return this;
  }

  RunReport stage(Stage stage) {
    this.stage = stage;
    return this;
  }

  /// What was copied, by those who counted it.
  RunReport copied(long rows, @Nullable Long bytes) {
    this.rows = rows;
    this.bytes = bytes == null ? this.bytes : bytes;
    return this;
  }

  /// All is done: what the workers said while they were at it may be of a moment before.
  RunReport complete(int all) {
    Long allRows = rows == null && progress != null ? progress.totalRows() : rows;
    Long allBytes = bytes == null && progress != null ? progress.totalBytes() : bytes;
    progress = new RunProgress(all, allBytes, allBytes, allRows, allRows, null, null, List.of());
    return this;
  }

  RunReport progress(RunProgress progress) {
    this.progress = progress;
    return this;
  }

  RunReport queued(int position) {
    queuePosition = position;
    return this;
  }

  RunReport started(Resolved resolved) {
    this.resolved = resolved;
    startTime = text(now);
    return this;
  }

  RunReport attempts(List<Attempt> attempts) {
    this.attempts = attempts;
    return this;
  }

  RunReport nextAttempt(Instant at) {
    nextAttemptTime = text(at);
    return this;
  }

  RunReport archive(ArchiveReport archive) {
    this.archive = archive;
    return this;
  }

  RunReport withoutWayBack() {
    wayBack = null;
    return this;
  }

  RunReport removed(List<String> names) {
    removed =
        Stream.concat(removed.stream(), names.stream()).distinct().limit(MOST_REMOVED).toList();
    return this;
  }

  RunReport wayBack(WayBack wayBack) {
    this.wayBack = wayBack;
    return this;
  }

  RunReport verification(Proof verification) {
    this.verification = verification;
    return this;
  }

  RunReport tables(List<TableReport> slowest, List<TableReport> failed) {
    this.slowest = slowest;
    this.failed = failed;
    return this;
  }

  RunReport ended() {
    stage = Stage.Done;
    startTime = startTime == null ? text(now) : startTime;
    completionTime = text(now);
    return this;
  }

  RunReport target(TargetState state) {
    targetState = state;
    return this;
  }

  RunStatus build() {
    return new RunStatus(
        generation,
        Conditions.merge(before.conditions(), said, unsaid),
        stage,
        progress,
        queuePosition,
        resolved,
        attempts,
        nextAttemptTime,
        archive,
        wayBack,
        verification,
        slowest,
        failed,
        removed,
        startTime,
        completionTime,
        targetState);
  }

  /// As Kubernetes writes times: whole seconds, in UTC.
  static String text(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
