package io.multiboard.sync.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.multiboard.sync.manifest.Api;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The labels and annotations by which the operator knows what is its own.
final class Marks {
  /// On all Jobs and pods of workers; network policies and informers select by it.
  static final Map<String, String> WORKER =
      Map.of(
          "app.kubernetes.io/name", "multiboard-sync",
          "app.kubernetes.io/component", "worker",
          "app.kubernetes.io/managed-by", "multiboard-sync");

  static final String WORKER_SELECTOR =
      "app.kubernetes.io/name=multiboard-sync,app.kubernetes.io/component=worker";

  /// Label: the uid of the run that a worker works for.
  static final String RUN_UID = Api.GROUP + "/run-uid";

  /// Label: the role of a worker.
  static final String ROLE = Api.GROUP + "/role";

  /// Label: which attempt of its role a worker is.
  static final String ATTEMPT = Api.GROUP + "/attempt";

  /// Annotation: `namespace/name` of the run that a worker works for.
  static final String RUN = Api.GROUP + "/run";

  /// Annotation: `namespace/name` of the connection that a worker uses.
  static final String CONNECTION = Api.GROUP + "/connection";

  /// Annotation on a run: its id, where what asked for it determines that.
  static final String RUN_ID = Api.GROUP + "/run-id";

  /// Annotation on a run: the value of `trigger` that asked for it.
  static final String TRIGGER = Api.GROUP + "/trigger";

  /// Annotation on a run: the time of `schedule` that asked for it.
  static final String SCHEDULED = Api.GROUP + "/scheduled-at";

  private Marks() {}

  /// The run that a worker's Job or pod works for.
  static Set<ResourceID> runOf(HasMetadata worker) {
    return leadsTo(worker, RUN);
  }

  /// The connection that a worker's Job or pod uses.
  static Set<ResourceID> connectionOf(HasMetadata worker) {
    return leadsTo(worker, CONNECTION);
  }

  private static Set<ResourceID> leadsTo(HasMetadata worker, String annotation) {
    return Optional.ofNullable(worker.getMetadata().getAnnotations())
        .map(all -> all.get(annotation))
        .map(ResourceName::parse)
        .map(name -> Set.of(new ResourceID(name.name(), name.namespace())))
        .orElse(Set.of());
  }
}
