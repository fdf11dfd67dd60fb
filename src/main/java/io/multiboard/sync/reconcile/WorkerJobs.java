package io.multiboard.sync.reconcile;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ScalableResource;
import io.multiboard.sync.manifest.Attempt;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The Jobs of workers, made once, found again and ended. Thread-safe.
record WorkerJobs(KubernetesClient client, OperatorOptions options) {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerJobs.class);

  /// Names are determined by what is wanted: a Job of this run that is there is the wanted one. One
  /// that a former run of the same name has left makes room, and this one is made later.
  ///
  /// @throws KubernetesClientException with status 409 where somebody else's Job has the name
  void start(DatabaseSyncRun run, WorkerJob worker) {
    Job wanted = new JobDraft(options, run).of(worker);
    try {
      client.resource(wanted).create();
      LOG.info("made Job {}", worker.job());
    } catch (KubernetesClientException refused) {
      if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw refused;
      }
      Optional<Job> there = Optional.ofNullable(resource(worker.job()).get());
      if (there.filter(job -> !isOf(job, run)).isPresent()) {
        makeRoom(there.get(), wanted, refused);
      }
    }
  }

  private static boolean isOf(Job job, DatabaseSyncRun run) {
    return run.getMetadata().getUid().equals(job.getMetadata().getLabels().get(Marks.RUN_UID));
  }

  /// A worker of the same run whose labels somebody has taken away makes room, too.
  private void makeRoom(Job there, Job wanted, KubernetesClientException refused) {
    if (!mark(there).equals(mark(wanted))) {
      throw refused;
    }
    LOG.info("a former run's Job {} makes room", ResourceName.of(there));
    end(ResourceName.of(there));
  }

  private static String mark(HasMetadata job) {
    return Optional.ofNullable(job.getMetadata().getAnnotations())
        .orElse(Map.of())
        .getOrDefault(Marks.RUN, "");
  }

  /// Its pod is told to stop, then it goes.
  void end(ResourceName job) {
    resource(job).withPropagationPolicy(DeletionPropagation.FOREGROUND).delete();
  }

  /// The Job of an attempt that a status tells of, asked for anew, with the labels that it had.
  Optional<Job> find(DatabaseSyncRun run, Attempt told) {
    ResourceName name = Attempts.job(run.getMetadata().getNamespace(), told);
    return Optional.ofNullable(resource(name).get())
        .map(job ->
            new JobBuilder(job)
                .editMetadata()
                .addToLabels(Marks.ROLE, told.role())
                .addToLabels(Marks.ATTEMPT, told.number().toString())
                .addToAnnotations(
                    Marks.CONNECTION, Optional.ofNullable(told.connection()).orElse("/"))
                .endMetadata()
                .build());
  }

  private ScalableResource<Job> resource(ResourceName job) {
    return client.batch().v1().jobs().inNamespace(job.namespace()).withName(job.name());
  }
}
