package io.multiboard.sync.reconcile;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.order.OrderJson;
import io.multiboard.sync.order.Outcome;
import io.multiboard.sync.order.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads what Jobs and pods say of workers. Pure.
final class WorkerSight {
  /// How long a Job's end may be known before its pod's is.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// How long a worker may take to end that was told to: twice its grace period.
  private static final Duration LONGEST_END = Duration.ofMinutes(2);

  private WorkerSight() {}

  /// A worker, from its Job and the pods of that.
  ///
  /// @param heard what a pod that is gone had said
  static WorkerSeen of(Job job, List<Pod> pods, Optional<Outcome> heard, Instant now) {
    Map<String, String> labels = job.getMetadata().getLabels();
    Map<String, String> annotations = job.getMetadata().getAnnotations();
    return new WorkerSeen(
        ResourceName.of(job),
        Role.valueOf(labels.getOrDefault(Marks.ROLE, "").toUpperCase(Locale.ROOT)),
        Integer.parseInt(labels.getOrDefault(Marks.ATTEMPT, "1")),
        ResourceName.parse(annotations.getOrDefault(Marks.CONNECTION, "/")),
        Instant.parse(job.getMetadata().getCreationTimestamp()),
        true,
        state(job, pods, heard, now));
  }

  private static WorkerState state(Job job, List<Pod> pods, Optional<Outcome> heard, Instant now) {
    Optional<WorkerState> ofPod = pods.stream().flatMap(WorkerSight::ended).findFirst();
    if (ofPod.isPresent()) {
      return ofPod.get();
    }
    Optional<JobCondition> end = end(job);
    if (end.isPresent()) {
      return ofJob(end.get(), heard, now);
    }
    String told = job.getMetadata().getDeletionTimestamp();
    return told == null
        ? pods.stream().findFirst().map(WorkerSight::going).orElseGet(() -> unseen(job))
        : ending(Instant.parse(told), heard, now);
  }

  /// A Job that somebody else holds back, or whose node is away, is not waited for without end.
  private static WorkerState ending(Instant told, Optional<Outcome> heard, Instant now) {
    return told.plus(LONGEST_END).isAfter(now)
        ? new WorkerState.Waiting("Ending", "it was told to end")
        : heard
            .map(said -> WorkerState.of(said, now))
            .orElseGet(() ->
                new WorkerState.Failed(
                    told.plus(LONGEST_END),
                    Reason.WorkerLost,
                    "the worker was told to end, and nobody has seen it end",
                    "See what holds its Job back: finalizers, or a node that is away.",
                    Optional.empty()));
  }

  private static WorkerState unseen(Job job) {
    return new WorkerState.Waiting(
        "NoPod",
        "the Job has no pod yet; if that lasts, kubectl describe job "
            + job.getMetadata().getName()
            + " says why, such as a quota");
  }

  private static Optional<JobCondition> end(Job job) {
    return job.getStatus() == null
        ? Optional.empty()
        : job.getStatus().getConditions().stream()
            .filter(each -> each.getStatus().equals("True"))
            .filter(each -> each.getType().equals("Complete") || each.getType().equals("Failed"))
            .findFirst();
  }

  /// The Job has ended, and the pod is not seen or is gone.
  private static WorkerState ofJob(JobCondition end, Optional<Outcome> heard, Instant now) {
    Instant at = Instant.parse(end.getLastTransitionTime());
    if (heard.isPresent()) {
      return WorkerState.of(heard.get(), at);
    }
    if (at.plus(PATIENCE).isAfter(now)) {
      return new WorkerState.Waiting("Ended", "its outcome is awaited");
    }
    if (end.getType().equals("Complete")) {
      return new WorkerState.Succeeded(at, Optional.empty());
    }
    boolean late = "DeadlineExceeded".equals(end.getReason());
    return new WorkerState.Failed(
        at,
        late ? Reason.DeadlineExceeded : Reason.WorkerLost,
        late ? "the worker took too long" : "the worker's pod went away before it could say why",
        "",
        Optional.empty());
  }

  /// What a pod said last, where it has ended.
  static Optional<Outcome> outcome(Pod pod) {
    return terminated(pod).flatMap(WorkerSight::outcome).findFirst();
  }

  private static Stream<WorkerState> ended(Pod pod) {
    return terminated(pod)
        .map(end -> {
          Instant at =
              Optional.ofNullable(end.getFinishedAt()).map(Instant::parse).orElse(Instant.EPOCH);
          return outcome(end)
              .findFirst()
              .map(said -> WorkerState.of(said, at))
              .orElseGet(() -> silent(end, at));
        });
  }

  private static Stream<ContainerStateTerminated> terminated(Pod pod) {
    return states(pod).map(ContainerState::getTerminated).filter(end -> end != null);
  }

  private static Stream<ContainerState> states(Pod pod) {
    List<ContainerStatus> statuses =
        pod.getStatus() == null ? List.of() : pod.getStatus().getContainerStatuses();
    return statuses.stream().map(ContainerStatus::getState).filter(state -> state != null);
  }

  private static Stream<Outcome> outcome(ContainerStateTerminated end) {
    String said = end.getMessage();
    if (said == null || !said.startsWith("{")) {
      return Stream.empty();
    }
    try {
      return Stream.of(OrderJson.outcome(said));
    } catch (SyncException unreadable) {
      return Stream.empty();
    }
  }

  private static WorkerState silent(ContainerStateTerminated end, Instant at) {
    if (end.getExitCode() == 0) {
      return new WorkerState.Succeeded(at, Optional.empty());
    }
    boolean memory = "OOMKilled".equals(end.getReason());
    return new WorkerState.Failed(
        at,
        memory ? Reason.OOMKilled : Reason.WorkerLost,
        memory
            ? "the worker needed more memory than its limit"
            : "the worker ended with status " + end.getExitCode() + " and said nothing",
        memory
            ? "Raise worker.resources.limits.memory; it needs 300 MB and four times the widest row."
            : "See the log of its pod.",
        Optional.empty());
  }

  private static WorkerState going(Pod pod) {
    Optional<ContainerStateWaiting> waiting =
        states(pod).map(ContainerState::getWaiting).filter(each -> each != null).findFirst();
    if (states(pod).anyMatch(state -> state.getRunning() != null)) {
      return new WorkerState.Running(Optional.ofNullable(pod.getStatus().getPodIP()));
    }
    return waiting
        .map(each -> new WorkerState.Waiting(word(each.getReason()), text(each.getMessage())))
        .or(() -> unscheduled(pod))
        .orElseGet(() -> new WorkerState.Waiting("PodPending", "its pod is being made"));
  }

  private static Optional<WorkerState.Waiting> unscheduled(Pod pod) {
    List<PodCondition> conditions =
        pod.getStatus() == null ? List.of() : pod.getStatus().getConditions();
    return conditions.stream()
        .filter(each -> each.getType().equals("PodScheduled") && each.getStatus().equals("False"))
        .map(each -> new WorkerState.Waiting(word(each.getReason()), text(each.getMessage())))
        .findFirst();
  }

  private static String word(@org.jspecify.annotations.Nullable String reason) {
    return reason == null ? "PodPending" : reason;
  }

  private static String text(@org.jspecify.annotations.Nullable String message) {
    return message == null ? "" : message;
  }
}
