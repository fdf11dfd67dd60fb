package io.multiboard.sync.reconcile;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.multiboard.sync.manifest.Credentials;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import io.multiboard.sync.manifest.Tls;
import io.multiboard.sync.manifest.WorkerSpec;
import io.multiboard.sync.order.ArchivePlace;
import io.multiboard.sync.order.DatabaseAccess;
import io.multiboard.sync.order.OrderJson;
import io.multiboard.sync.order.Progress;
import io.multiboard.sync.order.WorkOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Draws the Job of a worker: no API token, no root, no writable root filesystem, Secrets as
/// optional files. Pure.
record JobDraft(OperatorOptions options, DatabaseSyncRun run) {
  private static final long USER = 65535;
  private static final int READ_ONLY = 0440;
  private static final long GRACE_SECONDS = 60;
  private static final int CHECKS_STAY_SECONDS = 600;

  /// A worker that is halted or hangs for two minutes is ended, whether an operator is there or
  /// not.
  private static final int PROBE_SECONDS = 15;

  private static final int PROBES = 8;
  private static final Map<String, Quantity> REQUESTS =
      Map.of("cpu", new Quantity("100m"), "memory", new Quantity("256Mi"));
  private static final Map<String, Quantity> LIMITS = Map.of("memory", new Quantity("1Gi"));

  Job of(WorkerJob worker) {
    boolean ownNamespace = worker.job().namespace().equals(run.getMetadata().getNamespace());
    return new JobBuilder()
        .withNewMetadata()
        .withNamespace(worker.job().namespace())
        .withName(worker.job().name())
        .withLabels(labels(worker.order()))
        .withAnnotations(annotations(worker))
        .withOwnerReferences(ownNamespace ? List.of(owner()) : List.of())
        .endMetadata()
        .withNewSpec()
        .withBackoffLimit(0)
        .withActiveDeadlineSeconds(worker.deadlineSeconds().orElse(null))
        .withTtlSecondsAfterFinished(ownNamespace ? null : CHECKS_STAY_SECONDS)
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(labels(worker.order()))
        .withAnnotations(annotations(worker))
        .endMetadata()
        .withSpec(pod(worker))
        .endTemplate()
        .endSpec()
        .build();
  }

  private Map<String, String> labels(WorkOrder order) {
    Map<String, String> labels = new HashMap<>(Marks.WORKER);
    labels.put(Marks.RUN_UID, run.getMetadata().getUid());
    labels.put(Marks.ROLE, order.role().text());
    labels.put(Marks.ATTEMPT, Integer.toString(order.assignment().attempt()));
    return labels;
  }

  private Map<String, String> annotations(WorkerJob worker) {
    return Map.of(
        Marks.RUN,
        ResourceName.of(run).toString(),
        Marks.CONNECTION,
        new ResourceName(worker.endpoint().namespace(), worker.endpoint().connectionName())
            .toString());
  }

  private OwnerReference owner() {
    return new OwnerReferenceBuilder()
        .withApiVersion(run.getApiVersion())
        .withKind(run.getKind())
        .withName(run.getMetadata().getName())
        .withUid(run.getMetadata().getUid())
        .withController(true)
        .build();
  }

  private PodSpec pod(WorkerJob worker) {
    return new PodSpecBuilder()
        .withRestartPolicy("Never")
        .withAutomountServiceAccountToken(false)
        .withEnableServiceLinks(false)
        .withServiceAccountName(options.serviceAccount())
        .withTerminationGracePeriodSeconds(GRACE_SECONDS)
        .withNodeSelector(worker.worker().nodeSelector())
        .withTolerations(worker.worker().tolerations().stream().map(JobDraft::toleration).toList())
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .withRunAsUser(USER)
        .withRunAsGroup(USER)
        .withFsGroup(USER)
        .withFsGroupChangePolicy("OnRootMismatch")
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .endSecurityContext()
        .withContainers(container(worker))
        .withVolumes(volumes(worker))
        .build();
  }

  private Container container(WorkerJob worker) {
    WorkerSpec.Resources resources = worker.worker().resources();
    return new ContainerBuilder()
        .withName("worker")
        .withImage(options.image())
        .withImagePullPolicy(options.pullPolicy())
        .withArgs("worker")
        .addNewEnv()
        .withName(WorkOrder.VARIABLE)
        .withValue(OrderJson.write(worker.order()))
        .endEnv()
        .addNewPort()
        .withName("progress")
        .withContainerPort(Progress.PORT)
        .endPort()
        .withNewLivenessProbe()
        .withNewHttpGet()
        .withPath(Progress.HEALTH_PATH)
        .withNewPort(Progress.PORT)
        .endHttpGet()
        .withPeriodSeconds(PROBE_SECONDS)
        .withTimeoutSeconds(PROBE_SECONDS)
        .withFailureThreshold(PROBES)
        .endLivenessProbe()
        .withNewResources()
        .withRequests(resources.requests().isEmpty() ? REQUESTS : resources.requests())
        .withLimits(resources.limits().isEmpty() ? LIMITS : resources.limits())
        .endResources()
        .withNewSecurityContext()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .endSecurityContext()
        .withVolumeMounts(mounts(worker))
        .build();
  }

  private static List<VolumeMount> mounts(WorkerJob worker) {
    List<VolumeMount> mounts = new ArrayList<>();
    mounts.add(mount("temporary", "/tmp", false));
    mounts.add(mount("database", DatabaseAccess.Files.DATABASE_FOLDER, true));
    authority(worker)
        .ifPresent(
            _ -> mounts.add(mount("authority", DatabaseAccess.Files.AUTHORITY_FOLDER, true)));
    worker.claimName().ifPresent(_ -> mounts.add(mount("archives", ArchivePlace.ROOT, false)));
    return mounts;
  }

  private static VolumeMount mount(String name, String path, boolean readOnly) {
    return new VolumeMountBuilder()
        .withName(name)
        .withMountPath(path)
        .withReadOnly(readOnly ? true : null)
        .build();
  }

  private static List<Volume> volumes(WorkerJob worker) {
    List<Volume> volumes = new ArrayList<>();
    volumes.add(
        new VolumeBuilder()
            .withName("temporary")
            .withNewEmptyDir()
            .withSizeLimit(new Quantity("64Mi"))
            .endEmptyDir()
            .build());
    Credentials credentials = worker.endpoint().spec().credentials();
    volumes.add(secret("database", credentials.secretName(), keys(credentials)));
    Tls tls = worker.endpoint().spec().tls();
    authority(worker)
        .ifPresent(
            name -> volumes.add(secret("authority", name, List.of(key(tls.caKey(), "ca.crt")))));
    worker
        .claimName()
        .ifPresent(claim ->
            volumes.add(
                new VolumeBuilder()
                    .withName("archives")
                    .withNewPersistentVolumeClaim()
                    .withClaimName(claim)
                    .endPersistentVolumeClaim()
                    .build()));
    return volumes;
  }

  /// Without `optional` a pod would hang where the Secret is missing; the worker says it instead.
  private static Volume secret(String name, String secret, List<KeyToPath> keys) {
    return new VolumeBuilder()
        .withName(name)
        .withNewSecret()
        .withSecretName(secret)
        .withOptional(true)
        .withDefaultMode(READ_ONLY)
        .withItems(keys)
        .endSecret()
        .build();
  }

  private static List<KeyToPath> keys(Credentials credentials) {
    List<KeyToPath> keys = new ArrayList<>();
    keys.add(key(credentials.usernameKey(), "username"));
    if (credentials.certificateKey() != null && credentials.privateKeyKey() != null) {
      keys.add(key(credentials.certificateKey(), "tls.crt"));
      keys.add(key(credentials.privateKeyKey(), "tls.key"));
    } else {
      keys.add(key(credentials.passwordKey(), "password"));
    }
    return keys;
  }

  private static KeyToPath key(String key, String path) {
    return new KeyToPath(key, null, path);
  }

  private static Optional<String> authority(WorkerJob worker) {
    return Optional.ofNullable(worker.endpoint().spec().tls().caSecretName());
  }

  private static Toleration toleration(WorkerSpec.Toleration each) {
    return new Toleration(
        each.effect() == null ? null : each.effect().name(),
        each.key(),
        each.operator() == null ? null : Objects.toString(each.operator()),
        each.tolerationSeconds(),
        each.value());
  }
}
