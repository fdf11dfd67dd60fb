package io.multiboard.sync.kubernetes;

import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.multiboard.sync.order.OrderJson;
import io.multiboard.sync.order.Outcome;
import io.multiboard.sync.order.WorkOrder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Plays the node of a namespace: pods of workers are bound to it, run, and say at their end what
/// the test wants. Pods that are deleted say that they were interrupted. Thread-safe.
final class Kubelet implements AutoCloseable {
  private final KubernetesClient client;
  private final String namespace;
  private final Thread thread;
  private volatile Function<WorkOrder, Optional<Outcome>> work;
  private volatile boolean away;
  private volatile boolean silent;
  private volatile String address = "127.0.0.1";

  /// @param work what comes of an order; empty while it goes on
  Kubelet(KubernetesClient client, String namespace, Function<WorkOrder, Optional<Outcome>> work) {
    this.client = client;
    this.namespace = namespace;
    this.work = work;
    thread = Thread.ofVirtual().name("kubelet").start(this::go);
  }

  /// What comes of orders from now on, of those that go on too.
  void works(Function<WorkOrder, Optional<Outcome>> other) {
    work = other;
  }

  /// Does nothing from now on, or something again.
  void away(boolean is) {
    away = is;
  }

  /// Whether pods that are deleted go without a word from now on, as if they were killed.
  void silences(boolean is) {
    silent = is;
  }

  /// Where pods are from now on.
  void address(String other) {
    address = other;
  }

  private void go() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        if (!away) {
          client.pods().inNamespace(namespace).list().getItems().forEach(this::tend);
        }
        Thread.sleep(50);
      } catch (InterruptedException closed) {
        return;
      } catch (KubernetesClientException later) {
        // The server is away, or the pod was changed meanwhile: the next round sees it.
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
      }
    }
  }

  private void tend(Pod pod) {
    try {
      boolean ended = List.of("Succeeded", "Failed").contains(pod.getStatus().getPhase());
      boolean leaves = pod.getMetadata().getDeletionTimestamp() != null;
      if (leaves) {
        leave(pod, ended);
      } else if (pod.getSpec().getNodeName() == null) {
        bind(pod);
      } else if ("Pending".equals(pod.getStatus().getPhase())) {
        say(
            pod,
            "Running",
            new ContainerStatusBuilder(status())
                .withNewState()
                .withNewRunning()
                .withStartedAt(now())
                .endRunning()
                .endState()
                .build());
      } else if (!ended) {
        work.apply(order(pod)).ifPresent(outcome -> end(pod, outcome));
      }
    } catch (KubernetesClientException changed) {
      if (changed.getCode() != 404 && changed.getCode() != 409) {
        throw changed;
      }
    }
  }

  private void leave(Pod pod, boolean ended) {
    if (!ended && !silent && pod.getSpec().getNodeName() != null) {
      end(pod, Said.interrupted(order(pod)));
    }
    client.resource(pod).withGracePeriod(0).delete();
  }

  /// The order of a worker's pod.
  static WorkOrder order(Pod pod) {
    return pod.getSpec().getContainers().getFirst().getEnv().stream()
        .filter(each -> each.getName().equals(WorkOrder.VARIABLE))
        .map(each -> OrderJson.order(each.getValue()))
        .findFirst()
        .orElseThrow();
  }

  private void bind(Pod pod) {
    client
        .bindings()
        .inNamespace(pod.getMetadata().getNamespace())
        .resource(
            new BindingBuilder()
                .withNewMetadata()
                .withName(pod.getMetadata().getName())
                .withNamespace(pod.getMetadata().getNamespace())
                .endMetadata()
                .withNewTarget()
                .withKind("Node")
                .withName("node")
                .endTarget()
                .build())
        .create();
  }

  private void end(Pod pod, Outcome outcome) {
    boolean good = outcome instanceof Outcome.Succeeded;
    say(
        pod,
        good ? "Succeeded" : "Failed",
        new ContainerStatusBuilder(status())
            .withNewState()
            .withNewTerminated()
            .withExitCode(good ? 0 : 1)
            .withReason(good ? "Completed" : "Error")
            .withMessage(OrderJson.write(outcome))
            .withFinishedAt(now())
            .endTerminated()
            .endState()
            .build());
  }

  private void say(Pod pod, String phase, io.fabric8.kubernetes.api.model.ContainerStatus status) {
    Pod told =
        new PodBuilder()
            .withNewStatus()
            .withPhase(phase)
            .withPodIP(address)
            .withContainerStatuses(status)
            .endStatus()
            .build();
    client
        .pods()
        .inNamespace(pod.getMetadata().getNamespace())
        .withName(pod.getMetadata().getName())
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            client
                .getKubernetesSerialization()
                .asJson(java.util.Map.of("status", told.getStatus())));
  }

  private static io.fabric8.kubernetes.api.model.ContainerStatus status() {
    return new ContainerStatusBuilder()
        .withName("worker")
        .withImage("multiboard-sync:test")
        .withImageID("")
        .withReady(false)
        .withRestartCount(0)
        .build();
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
