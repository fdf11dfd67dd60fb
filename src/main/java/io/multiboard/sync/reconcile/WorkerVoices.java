package io.multiboard.sync.reconcile;

import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.multiboard.sync.order.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Leads from a worker's pod to its run, and keeps what the pod said at its end: a pod that was
/// told to stop is gone from the cache when its run is looked at. Thread-safe.
final class WorkerVoices implements SecondaryToPrimaryMapper<Pod> {
  private static final String JOB = "batch.kubernetes.io/job-name";
  private static final int MOST = 2_000;

  /// A Job's name alone does not tell: a run may be made again under the name of one that is gone.
  private record Voice(String run, ResourceName job) {}

  /// In the order in which they were heard.
  private final Map<Voice, Outcome> heard = new LinkedHashMap<>();

  @Override
  public Set<ResourceID> toPrimaryResourceIDs(Pod pod) {
    WorkerSight.outcome(pod).ifPresent(said -> keep(pod, said));
    return Marks.runOf(pod);
  }

  private synchronized void keep(Pod pod, Outcome said) {
    Voice voice = new Voice(label(pod, Marks.RUN_UID), jobOf(pod));
    heard.remove(voice);
    if (heard.size() >= MOST) {
      heard.remove(heard.keySet().iterator().next());
    }
    heard.put(voice, said);
  }

  /// Whether a pod belongs to a Job of a run.
  static boolean isOf(Pod pod, String run, ResourceName job) {
    return run.equals(label(pod, Marks.RUN_UID)) && jobOf(pod).equals(job);
  }

  /// The Job that a pod belongs to.
  static ResourceName jobOf(Pod pod) {
    return new ResourceName(pod.getMetadata().getNamespace(), label(pod, JOB));
  }

  private static String label(Pod pod, String key) {
    Map<String, String> labels = pod.getMetadata().getLabels();
    return labels == null ? "" : labels.getOrDefault(key, "");
  }

  /// Nobody will ask for it again.
  synchronized void forget(String run, ResourceName job) {
    heard.remove(new Voice(run, job));
  }

  /// @param run the uid of the run that the Job is of
  synchronized Optional<Outcome> of(String run, ResourceName job) {
    return Optional.ofNullable(heard.get(new Voice(run, job)));
  }
}
