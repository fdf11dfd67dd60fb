package io.multiboard.sync.reconcile;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.multiboard.sync.manifest.DatabaseSync;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import io.multiboard.sync.manifest.RunStatus;
import io.multiboard.sync.order.RunId;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out decisions. Each may be carried out again without doing it twice. Thread-safe.
final class Cluster {
  private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
  private static final String CONTROLLER = "multiboard-sync";
  private static final int LONGEST_NOTE = 1000;
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final KubernetesClient client;
  private final WorkerJobs jobs;
  private final Clock clock;
  private final String identity;

  /// @param identity of this operator, for events
  Cluster(KubernetesClient client, OperatorOptions options, Clock clock, String identity) {
    this.client = client;
    jobs = new WorkerJobs(client, options);
    this.clock = clock;
    this.identity = identity;
  }

  /// @param about the resource that was decided about
  void act(HasMetadata about, List<Decision> decisions) {
    decisions.forEach(decision -> act(about, decision));
  }

  private void act(HasMetadata about, Decision decision) {
    switch (decision) {
      case Decision.StartWorker start -> {
        if (about instanceof DatabaseSyncRun run) {
          jobs.start(run, start.job());
        }
      }
      case Decision.EndWorker end -> jobs.end(end.job());
      case Decision.CreateRun create -> createRun(about, create);
      case Decision.CancelRun cancel -> cancel(cancel.run());
      case Decision.RemoveRun remove ->
          client
              .resources(DatabaseSyncRun.class)
              .inNamespace(remove.run().namespace())
              .withName(remove.run().name())
              .withPropagationPolicy(DeletionPropagation.BACKGROUND)
              .delete();
      case Decision.Tell tell -> tell(about, tell);
    }
  }

  private void createRun(HasMetadata about, Decision.CreateRun create) {
    DatabaseSyncRun run = new DatabaseSyncRun();
    ObjectMeta metadata =
        new ObjectMetaBuilder()
            .withNamespace(create.run().namespace())
            .withName(create.run().name())
            .withAnnotations(create.annotations())
            .withOwnerReferences(owner(about))
            .build();
    run.setMetadata(metadata);
    run.setSpec(create.spec());
    create(run);
  }

  private static OwnerReference owner(HasMetadata about) {
    return new OwnerReferenceBuilder()
        .withApiVersion(about.getApiVersion())
        .withKind(about.getKind())
        .withName(about.getMetadata().getName())
        .withUid(about.getMetadata().getUid())
        .withController(true)
        .build();
  }

  /// Names are determined by what is wanted, so one that is there is the wanted one.
  private void create(HasMetadata resource) {
    try {
      client.resource(resource).create();
      LOG.info("made {} {}", resource.getKind(), ResourceName.of(resource));
    } catch (KubernetesClientException refused) {
      if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw refused;
      }
    }
  }

  /// The Jobs of workers.
  WorkerJobs jobs() {
    return jobs;
  }

  /// Whether the cluster, asked anew, says that a run has started.
  boolean hasStarted(ResourceName run) {
    return Optional.ofNullable(
            client
                .resources(DatabaseSyncRun.class)
                .inNamespace(run.namespace())
                .withName(run.name())
                .get())
        .map(DatabaseSyncRun::getStatus)
        .map(RunStatus::resolved)
        .isPresent();
  }

  /// Adds a finalizer.
  void hold(DatabaseSyncRun run, String finalizer) {
    List<String> all = new ArrayList<>(run.getMetadata().getFinalizers());
    all.add(finalizer);
    finalizers(run, all);
  }

  /// Takes a finalizer away.
  void letGo(DatabaseSyncRun run, String finalizer) {
    List<String> all = new ArrayList<>(run.getMetadata().getFinalizers());
    all.remove(finalizer);
    try {
      finalizers(run, all);
    } catch (KubernetesClientException refused) {
      if (refused.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw refused;
      }
    }
  }

  /// Refused with a conflict where the run has changed since it was seen.
  private void finalizers(DatabaseSyncRun run, List<String> finalizers) {
    Map<String, Object> metadata =
        Map.of("finalizers", finalizers, "resourceVersion", run.getMetadata().getResourceVersion());
    client
        .resources(DatabaseSyncRun.class)
        .inNamespace(run.getMetadata().getNamespace())
        .withName(run.getMetadata().getName())
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            client.getKubernetesSerialization().asJson(Map.of("metadata", metadata)));
  }

  private void cancel(ResourceName run) {
    client
        .resources(DatabaseSyncRun.class)
        .inNamespace(run.namespace())
        .withName(run.name())
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"cancel\":true}}");
  }

  /// An event is for eyes: one that cannot be written keeps nothing from going on.
  private void tell(HasMetadata about, Decision.Tell tell) {
    String uid = about.getMetadata().getUid();
    String what = String.join("/", uid, tell.reason().name(), tell.about());
    String name = RunId.ofTrigger(uid, what).runName(about.getMetadata().getName());
    try {
      client
          .resource(
              new EventBuilder()
                  .withNewMetadata()
                  .withNamespace(about.getMetadata().getNamespace())
                  .withName(name)
                  .endMetadata()
                  .withNewRegarding()
                  .withApiVersion(about.getApiVersion())
                  .withKind(about.getKind())
                  .withNamespace(about.getMetadata().getNamespace())
                  .withName(about.getMetadata().getName())
                  .withUid(uid)
                  .endRegarding()
                  .withType(tell.reason().type())
                  .withReason(tell.reason().name())
                  .withAction(about instanceof DatabaseSync ? "Schedule" : "Run")
                  .withNote(cut(tell.message()))
                  .withEventTime(new MicroTime(MICROS.format(clock.instant())))
                  .withReportingController(CONTROLLER)
                  .withReportingInstance(identity)
                  .build())
          .create();
    } catch (KubernetesClientException refused) {
      if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        LOG.warn("the event {} of {} was not written", tell.reason(), name, refused);
      }
    }
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_NOTE ? text : text.substring(0, LONGEST_NOTE);
  }
}
