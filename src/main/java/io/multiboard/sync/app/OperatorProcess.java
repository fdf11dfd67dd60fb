package io.multiboard.sync.app;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.reconcile.OperatorOptions;
import io.multiboard.sync.reconcile.Reconcilers;
import io.multiboard.sync.settings.Settings;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The operator as a process: its reconcilers over a cluster, until it is closed. Thread-safe.
public final class OperatorProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorProcess.class);
  private static final int THREADS = 8;
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration TO_LIST = Duration.ofSeconds(30);
  private static final Duration TO_END = Duration.ofSeconds(10);

  private final Operator operator;
  private final Reconcilers reconcilers;
  private final KubernetesClient client;
  private final Health health;
  private final AtomicBoolean closing;

  private OperatorProcess(
      Operator operator,
      Reconcilers reconcilers,
      KubernetesClient client,
      Health health,
      AtomicBoolean closing) {
    this.operator = operator;
    this.reconcilers = reconcilers;
    this.client = client;
    this.health = health;
    this.closing = closing;
  }

  /// What an operator stands on.
  ///
  /// @param client which the operator closes
  /// @param identity of this operator, for its lease and its events
  /// @param wayOut ends the process at once, with a status, where another operator takes the lead
  public record Ground(KubernetesClient client, Clock clock, String identity, IntConsumer wayOut) {}

  /// Starts it. It works on threads of its own. Waits for a cluster that does not answer.
  ///
  /// @param wayOut ends the process at once, with a status
  /// @throws SyncException where the cluster lacks the resources or rights
  public static OperatorProcess start(Settings.Cluster settings, IntConsumer wayOut) {
    String identity =
        Optional.ofNullable(System.getenv("HOSTNAME"))
            .orElseGet(() -> "operator-" + UUID.randomUUID());
    KubernetesClientBuilder builder = new KubernetesClientBuilder();
    settings.lease().ifPresent(_ -> guard(builder));
    KubernetesClient client = builder.build();
    return start(settings, new Ground(client, Clock.systemUTC(), identity, wayOut));
  }

  private static void guard(KubernetesClientBuilder builder) {
    LeaseGuard guard = new LeaseGuard(System::nanoTime);
    builder.withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("lease", guard));
  }

  /// Starts it on a ground of one's own.
  public static OperatorProcess start(Settings.Cluster settings, Ground ground) {
    OperatorOptions options =
        new OperatorOptions(
            settings.image(),
            settings.pullPolicy(),
            settings.account(),
            settings.archiveClaim(),
            settings.maxConcurrentRuns());
    Reconcilers reconcilers =
        Reconcilers.of(ground.client(), options, ground.clock(), ground.identity());
    AtomicBoolean closing = new AtomicBoolean();
    Runnable stepDown = () -> stepDown(closing, ground.wayOut());
    Operator operator =
        new Operator(configuration -> configure(configuration, ground, settings, stepDown));
    Health health = new Health(operator.getRuntimeInfo(), settings.healthPort());
    OperatorProcess process =
        new OperatorProcess(operator, reconcilers, ground.client(), health, closing);
    process.run(settings);
    return process;
  }

  private static void configure(
      ConfigurationServiceOverrider configuration,
      Ground ground,
      Settings.Cluster settings,
      Runnable stepDown) {
    configuration
        .withKubernetesClient(ground.client())
        .withConcurrentReconciliationThreads(THREADS)
        .withReconciliationTerminationTimeout(TO_END)
        // A namespace that is gone, or whose rights are, keeps no other from being served; it is
        // asked for again and again.
        .withStopOnInformerErrorDuringStartup(false)
        .withCacheSyncTimeout(TO_LIST)
        .withCloseClientOnStop(false);
    settings
        .lease()
        .ifPresent(lease ->
            configuration.withLeaderElectionConfiguration(
                LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(lease)
                    .withLeaseDuration(LeaseGuard.HOLDS)
                    .withLeaseNamespace(settings.namespace().orElse(ground.client().getNamespace()))
                    .withIdentity(ground.identity())
                    // The library's own way out is System.exit, which hangs where the process is
                    // going down already.
                    .withExitOnStopLeading(false)
                    .withLeaderCallbacks(
                        new LeaderCallbacks(
                            () -> {}, stepDown, leader -> LOG.info("{} leads", leader)))
                    .build()));
  }

  /// Who leads no more must not act once more: the process ends at once, unless it is ending.
  private static void stepDown(AtomicBoolean closing, IntConsumer wayOut) {
    if (!closing.get()) {
      LOG.error("the lease was lost: another operator may lead now, so this one ends");
      wayOut.accept(1);
    }
  }

  private void run(Settings.Cluster settings) {
    try {
      health.start();
      awaitCluster();
      operator.register(reconcilers.connections(), each -> watch(each, settings));
      operator.register(reconcilers.syncs(), each -> watch(each, settings));
      operator.register(reconcilers.runs(), each -> watch(each, settings));
      operator.start();
    } catch (OperatorException | KubernetesClientException failure) {
      close();
      throw new SyncException(
          Reason.Unreachable,
          "the operator cannot work with the cluster: " + failure.getMessage(),
          "See that the cluster can be reached, has the definitions in crds/, and gives the operator the chart's rights.",
          failure);
    }
  }

  /// Where an operator ends because its cluster does not answer, it is started again, ever more
  /// seldom, and comes late when the cluster is back.
  private void awaitCluster() {
    while (true) {
      try {
        client.getKubernetesVersion();
        return;
      } catch (KubernetesClientException failure) {
        if (isRefusal(failure)) {
          throw failure;
        }
        LOG.warn("the cluster does not answer: waiting for it", failure);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      if (Thread.currentThread().isInterrupted()) {
        throw new SyncException(Reason.Interrupted, "told to stop before the cluster answered", "");
      }
    }
  }

  /// Where nobody answers the library's code is no status of HTTP: 0, or -1.
  private static boolean isRefusal(KubernetesClientException failure) {
    return failure.getCode() > 0 && failure.getCode() < HttpURLConnection.HTTP_INTERNAL_ERROR;
  }

  /// Retries never end: what fails now may be well in a minute.
  private <R extends HasMetadata> void watch(
      ControllerConfigurationOverrider<R> controller, Settings.Cluster settings) {
    List<String> namespaces = settings.namespaces();
    if (namespaces.contains("*")) {
      controller.watchingAllNamespaces();
    } else if (namespaces.isEmpty()) {
      controller.settingNamespace(settings.namespace().orElse(client.getNamespace()));
    } else {
      controller.settingNamespaces(Set.copyOf(namespaces));
    }
    controller.withRetry(
        new GenericRetry()
            .withoutMaxAttempts()
            .setInitialInterval(Duration.ofSeconds(1))
            .setMaxInterval(LONGEST_RETRY.toMillis()));
  }

  /// Waits until the thread is interrupted.
  public void await() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.set(true);
    boolean interrupted = Thread.interrupted();
    operator.stop();
    reconcilers.close();
    health.close();
    client.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
