package io.multiboard.sync.reconcile;

import io.multiboard.sync.manifest.ArchiveReport;
import io.multiboard.sync.manifest.Attempt;
import io.multiboard.sync.manifest.Resolved;
import io.multiboard.sync.manifest.Resolved.Endpoint;
import io.multiboard.sync.manifest.RunStatus;
import io.multiboard.sync.order.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a run that has ended leaves behind: workers to end, and an archive and a former database
/// that a clean-up removes when their time is over. Pure.
///
/// @param attempts all workers that the run had
record Aftermath(RunObservation seen, List<WorkerSeen> attempts) {
  private static final int MOST_CLEANUPS = 20;
  private static final Duration AFTER_A_PERMANENT_FAILURE = Duration.ofHours(1);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  static RunPlan plan(RunObservation seen) {
    List<WorkerSeen> attempts =
        Attempts.all(seen.name().namespace(), seen.status().attempts(), seen.workers(), seen.now());
    return new Aftermath(seen, attempts).plan();
  }

  /// Whether a run that may leave no archive has not been cleaned up after.
  static boolean isOwed(RunStatus status) {
    Resolved resolved = status.resolved();
    return resolved != null
        && resolved.retention().keepLast() == 0
        && of(status, Role.EXPORT).findAny().isPresent()
        && of(status, Role.CLEANUP).noneMatch(each -> isLast(each, status));
  }

  private static Stream<Attempt> of(RunStatus status, Role role) {
    return status.attempts().stream().filter(each -> each.role().equals(role.text()));
  }

  /// Whether no other clean-up comes after this one. One from before the run's end was about the
  /// target.
  private static boolean isLast(Attempt cleanup, RunStatus status) {
    boolean isAfter =
        !Instant.parse(String.valueOf(cleanup.startTime()))
            .isBefore(Instant.parse(String.valueOf(status.completionTime())));
    return cleanup.number() >= MOST_CLEANUPS
        || (isAfter && Boolean.TRUE.equals(cleanup.succeeded()));
  }

  private RunPlan plan() {
    List<Decision> decisions = new ArrayList<>();
    attempts.stream()
        .filter(worker -> worker.role() != Role.CLEANUP && worker.isLive())
        .forEach(worker -> decisions.add(new Decision.EndWorker(worker.job())));
    Resolved resolved = seen.status().resolved();
    return resolved == null || !decisions.isEmpty()
        ? new RunPlan(
            decisions,
            seen.status(),
            decisions.isEmpty() ? Optional.empty() : Optional.of(LOOK_AGAIN))
        : cleanUp(resolved);
  }

  private RunPlan cleanUp(Resolved resolved) {
    Optional<WorkerSeen> latest =
        attempts.stream()
            .filter(worker -> worker.role() == Role.CLEANUP)
            .max(Comparator.comparingInt(WorkerSeen::attempt));
    RunReport report = RunReport.of(seen);
    latest.ifPresent(_ -> Findings.cleanedUp(report, attempts));
    boolean archive = isLeft(archiveEnds(resolved), latest);
    boolean wayBack = isLeft(wayBackEnds(), latest);
    if (wayBackEnds().isPresent() && !wayBack && isCleaned(latest)) {
      report.withoutWayBack();
    }
    RunStatus status = report.build();
    boolean archiveDue = archive && isDue(archiveEnds(resolved));
    boolean wayBackDue = wayBack && isDue(wayBackEnds());
    Optional<Instant> next = next(resolved, archive, wayBack);
    if (!archiveDue && !wayBackDue) {
      return new RunPlan(List.of(), status, next.map(this::until));
    }
    return latest
        .flatMap(this::notBefore)
        .map(at -> new RunPlan(List.of(), status, Optional.of(until(at))))
        .orElseGet(() -> start(resolved, status, latest, archiveDue, wayBackDue));
  }

  private RunPlan start(
      Resolved resolved,
      RunStatus status,
      Optional<WorkerSeen> latest,
      boolean archive,
      boolean wayBack) {
    int attempt = latest.map(WorkerSeen::attempt).orElse(0) + 1;
    Endpoint endpoint = wayBack ? resolved.target() : either(resolved);
    if (endpoint == null || attempt > MOST_CLEANUPS) {
      return new RunPlan(List.of(), status, Optional.empty());
    }
    Tasks tasks = new Tasks(seen, resolved, attempts);
    WorkerJob worker = new WorkerOrders(tasks).cleanup(endpoint, attempt, archive, wayBack);
    return new RunPlan(List.of(new Decision.StartWorker(worker)), status, Optional.of(LOOK_AGAIN));
  }

  private static @Nullable Endpoint either(Resolved resolved) {
    return resolved.source() == null ? resolved.target() : resolved.source();
  }

  /// When the latest clean-up lets another one begin; empty where it may begin now.
  private Optional<Instant> notBefore(WorkerSeen latest) {
    return switch (latest.state()) {
      case WorkerState.Waiting _, WorkerState.Running _ -> Optional.of(seen.now().plus(LOOK_AGAIN));
      case WorkerState.Succeeded _ -> Optional.empty();
      case WorkerState.Failed failed -> {
        Duration wait =
            failed.reason().retryHelps() ? Task.wait(latest.attempt()) : AFTER_A_PERMANENT_FAILURE;
        yield Optional.of(failed.at().plus(wait)).filter(at -> at.isAfter(seen.now()));
      }
    };
  }

  private static boolean isCleaned(Optional<WorkerSeen> latest) {
    return latest.filter(worker -> worker.state() instanceof WorkerState.Succeeded).isPresent();
  }

  /// Whether something whose time ends then has not been cleaned up since.
  private static boolean isLeft(Optional<Instant> ends, Optional<WorkerSeen> latest) {
    return ends.filter(at -> !(isCleaned(latest) && !latest.get().created().isBefore(at)))
        .isPresent();
  }

  private boolean isDue(Optional<Instant> ends) {
    return ends.filter(at -> !at.isAfter(seen.now())).isPresent();
  }

  private Optional<Instant> next(Resolved resolved, boolean archive, boolean wayBack) {
    List<Instant> ends = new ArrayList<>();
    archiveEnds(resolved).filter(_ -> archive).ifPresent(ends::add);
    wayBackEnds().filter(_ -> wayBack).ifPresent(ends::add);
    return ends.stream().min(Comparator.naturalOrder());
  }

  private Duration until(Instant at) {
    Duration wait = Duration.between(seen.now(), at);
    return wait.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : wait;
  }

  private Optional<Instant> archiveEnds(Resolved resolved) {
    boolean exported = attempts.stream().anyMatch(worker -> worker.role() == Role.EXPORT);
    if (exported && resolved.retention().keepLast() == 0) {
      return Optional.ofNullable(seen.status().completionTime()).map(Instant::parse);
    }
    ArchiveReport archive = seen.status().archive();
    return archive == null || archive.created() == null || !exported
        ? Optional.empty()
        : Orders.retention(resolved.retention())
            .keepWithin()
            .map(Instant.parse(archive.created())::plus);
  }

  private Optional<Instant> wayBackEnds() {
    RunStatus.WayBack back = seen.status().wayBack();
    return back == null || back.until() == null
        ? Optional.empty()
        : Optional.of(Instant.parse(back.until()));
  }
}
