package io.multiboard.sync.reconcile;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.manifest.Attempt;
import io.multiboard.sync.order.Outcome;
import io.multiboard.sync.order.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The workers that a run had: those whose Jobs exist, and those that its status remembers. Pure.
final class Attempts {
  private static final int MOST = 40;

  private Attempts() {}

  /// All of them, oldest first. What was said of an ended one stays said.
  static List<WorkerSeen> all(
      String namespace, List<Attempt> told, List<WorkerSeen> seen, Instant now) {
    List<WorkerSeen> all = new ArrayList<>(seen);
    for (Attempt each : told) {
      ResourceName connection =
          ResourceName.parse(Optional.ofNullable(each.connection()).orElse("/"));
      ResourceName job = job(namespace, each);
      if (seen.stream().noneMatch(known -> known.job().equals(job))) {
        all.add(gone(each, job, connection, now));
      }
    }
    all.sort(Comparator.comparing(WorkerSeen::created).thenComparing(each -> each.job().name()));
    return all;
  }

  /// A worker whose Job is gone, and whose last words were heard.
  static WorkerSeen heard(String namespace, Attempt told, Outcome said) {
    ResourceName connection =
        ResourceName.parse(Optional.ofNullable(told.connection()).orElse("/"));
    Instant end = said.report().ended();
    return new WorkerSeen(
        job(namespace, told),
        Role.valueOf(told.role().toUpperCase(Locale.ROOT)),
        told.number(),
        connection,
        time(told.startTime(), end),
        false,
        WorkerState.of(said, time(told.completionTime(), end)));
  }

  /// The Job of an attempt: a check's is beside its connection.
  static ResourceName job(String namespace, Attempt told) {
    ResourceName connection =
        ResourceName.parse(Optional.ofNullable(told.connection()).orElse("/"));
    boolean isCheck = told.role().equals("check");
    return new ResourceName(isCheck ? connection.namespace() : namespace, told.jobName());
  }

  private static WorkerSeen gone(
      Attempt told, ResourceName job, ResourceName connection, Instant now) {
    Role role = Role.valueOf(told.role().toUpperCase(Locale.ROOT));
    Instant created = time(told.startTime(), now);
    Instant ended = time(told.completionTime(), now);
    WorkerState state =
        Boolean.TRUE.equals(told.succeeded())
            ? new WorkerState.Succeeded(ended, Optional.empty())
            : new WorkerState.Failed(ended, reason(told), message(told), "", Optional.empty());
    return new WorkerSeen(job, role, told.number(), connection, created, false, state);
  }

  private static Reason reason(Attempt told) {
    for (Reason reason : Reason.values()) {
      if (told.succeeded() != null && reason.name().equals(told.reason())) {
        return reason;
      }
    }
    return Reason.WorkerLost;
  }

  private static String message(Attempt told) {
    String message = told.message();
    return told.succeeded() != null && message != null
        ? message
        : "the worker's Job went away before it had ended";
  }

  private static Instant time(@Nullable String text, Instant otherwise) {
    return text == null ? otherwise : Instant.parse(text);
  }

  /// As the status tells them.
  static List<Attempt> told(List<WorkerSeen> all) {
    return all.stream().skip(Math.max(0, all.size() - MOST)).map(Attempts::told).toList();
  }

  private static Attempt told(WorkerSeen worker) {
    return switch (worker.state()) {
      case WorkerState.Waiting waiting ->
          attempt(worker, null, null, waiting.reason(), waiting.message());
      case WorkerState.Running _ -> attempt(worker, null, null, null, null);
      case WorkerState.Succeeded done -> attempt(worker, done.at(), true, null, null);
      case WorkerState.Failed failed ->
          attempt(worker, failed.at(), false, failed.reason().name(), failed.message());
    };
  }

  private static Attempt attempt(
      WorkerSeen worker,
      @Nullable Instant end,
      @Nullable Boolean succeeded,
      @Nullable String reason,
      @Nullable String message) {
    return new Attempt(
        worker.job().name(),
        worker.role().text(),
        worker.connection().toString(),
        worker.attempt(),
        RunReport.text(worker.created()),
        end == null ? null : RunReport.text(end),
        succeeded,
        reason,
        message);
  }
}
