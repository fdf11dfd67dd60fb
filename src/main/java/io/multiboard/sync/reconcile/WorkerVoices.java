package io.multiboard.sync.reconcile;

import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.multiboard.sync.order.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Leads from a worker's pod to its run, and keeps what the pod said at its end: a pod that was
/// told to stop is gone from the cache when its run is looked at. Thread-safe.
final class WorkerVoices implements SecondaryToPrimaryMapper<Pod> {
  private static final String JOB = "batch.kubernetes.io/job-name";
  private static final int MOST = 2_000;

  private final Map<ResourceName, Outcome> heard = new ConcurrentHashMap<>();

  @Override
  public Set<ResourceID> toPrimaryResourceIDs(Pod pod) {
    WorkerSight.outcome(pod).ifPresent(said -> keep(pod, said));
    return Marks.runOf(pod);
  }

  private void keep(Pod pod, Outcome said) {
    if (heard.size() >= MOST) {
      heard.clear();
    }
    heard.put(new ResourceName(pod.getMetadata().getNamespace(), jobOf(pod)), said);
  }

  /// The Job that a pod belongs to.
  static String jobOf(Pod pod) {
    Map<String, String> labels = pod.getMetadata().getLabels();
    return labels == null ? "" : labels.getOrDefault(JOB, "");
  }

  /// Nobody will ask for it again.
  void forget(ResourceName job) {
    heard.remove(job);
  }

  Optional<Outcome> of(ResourceName job) {
    return Optional.ofNullable(heard.get(job));
  }
}
