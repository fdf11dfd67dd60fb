package io.multiboard.sync.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.multiboard.sync.app.OperatorProcess;
import io.multiboard.sync.manifest.Condition.Truth;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the operator and its API server outlive: ends, outages, foreign hands. Nodes are played.
class OperatorFaultTest {
  /// Each operator makes one write, and is gone before it sees what came of it.
  @Test
  void convergesThoughItEndsAfterEachOfItsWrites() {
    try (Shop shop = Shop.open("crash")) {
      shop.operator();
      shop.awaitConnection("production", State::isChecked);
      shop.awaitConnection("staging", State::isChecked);
      shop.closeOperators();
      shop.sync("nightly", "trigger: one");
      int operators = 0;
      while (shop.runs("nightly").stream().noneMatch(State::ended)) {
        Crash crash = new Crash();
        try (OperatorProcess operator =
            shop.start(
                Clock.systemUTC(), Optional.empty(), "operator-" + operators, () -> {}, crash)) {
          assertThat(operator).isNotNull();
          crash.awaitOr(() -> shop.runs("nightly").stream().anyMatch(State::ended));
        }
        assertThat(++operators).isLessThan(100);
      }
      DatabaseSyncRun run = shop.runs("nightly").getFirst();
      assertThat(shop.runs("nightly")).hasSize(1);
      assertThat(State.says(run, "Succeeded", Truth.True, "Succeeded")).isTrue();
      assertThat(shop.jobs("export")).hasSize(1);
      assertThat(shop.jobs("import")).hasSize(1);
      assertThat(operators).isGreaterThan(5);
    }
  }

  @Test
  void adoptsWhatGoesOnAndWhatEndedWhileItWasAway() {
    try (Shop shop = Shop.open("adopt")) {
      shop.kubelet.works(Said::checksOnly);
      shop.sync("nightly", "trigger: one");
      shop.operator();
      String name = shop.awaitRunOf("nightly");
      await().atMost(Shop.PATIENCE).until(() -> shop.jobs("import").size() == 1);
      shop.closeOperators();
      shop.kubelet.works(Said::well);
      await()
          .atMost(Shop.PATIENCE)
          .until(() ->
              shop.jobs("import").getFirst().getStatus().getSucceeded() != null
                  && shop.jobs("export").getFirst().getStatus().getSucceeded() != null);
      shop.operator();
      shop.awaitSuccess(name);
      assertThat(shop.jobs("import")).hasSize(1);
      assertThat(shop.jobs("export")).hasSize(1);
    }
  }

  @Test
  void catchesUpWhenTheServerWasAway() {
    try (Shop shop = Shop.open("away")) {
      shop.kubelet.works(Said::checksOnly);
      shop.sync("nightly", "trigger: one");
      shop.operator();
      String name = shop.awaitRunOf("nightly");
      await().atMost(Shop.PATIENCE).until(() -> shop.jobs("import").size() == 1);
      shop.kubelet.works(Said::well);
      ApiServer.shared().without(() -> pause(Duration.ofSeconds(3)));
      shop.awaitSuccess(name);
      assertThat(shop.jobs("import")).hasSize(1);
    }
  }

  @Test
  void adoptsAJobWhoseLabelsAreGone() {
    try (Shop shop = Shop.open("labels")) {
      shop.kubelet.works(Said::checksOnly);
      shop.sync("nightly", "trigger: one");
      shop.operator();
      String name = shop.awaitRunOf("nightly");
      shop.awaitRun(name, run -> State.attempts(run, "import") == 1);
      Job job = shop.jobs("import").getFirst();
      shop.client
          .resource(job)
          .edit(found -> {
            found.getMetadata().getLabels().keySet().removeIf(key -> !key.startsWith("batch"));
            return found;
          });
      pause(Duration.ofSeconds(2));
      shop.kubelet.works(Said::well);
      DatabaseSyncRun run = shop.awaitSuccess(name);
      assertThat(State.attempts(run, "import")).isEqualTo(1);
    }
  }

  @Test
  void letsGoOfANamespaceThatGoes() {
    try (Shop shop = Shop.open("going");
        Shop other = Shop.open("staying")) {
      shop.kubelet.works(Said::checksOnly);
      other.kubelet.works(_ -> Optional.empty());
      shop.sync("nightly", "trigger: one");
      shop.operator(other);
      shop.awaitRunOf("nightly");
      await()
          .atMost(Shop.PATIENCE)
          .until(() ->
              shop.runs("nightly").getFirst().hasFinalizer("sync.multiboard.io/workers")
                  && other.checksOf(shop.name).size() == 1);
      shop.client.namespaces().withName(shop.name).delete();
      await()
          .atMost(Shop.PATIENCE)
          .until(() ->
              shop.client.namespaces().withName(shop.name).get() == null
                  && other.checksOf(shop.name).isEmpty());
      other.kubelet.works(Said::well);
      other.sync("nightly", "trigger: one");
      other.awaitSuccess(other.awaitRunOf("nightly"));
    }
  }

  @Test
  void saysThatItIsNotAllowedAndGoesOnWhenItIs() {
    try (Shop shop = Shop.open("quota")) {
      shop.apply(
          """
          apiVersion: v1
          kind: ResourceQuota
          metadata: {name: none}
          spec: {hard: {count/jobs.batch: "0"}}
          """);
      await().atMost(Shop.PATIENCE).until(() -> isRefusedAJob(shop));
      shop.sync("nightly", "trigger: one");
      shop.operator();
      String name = shop.awaitRunOf("nightly");
      shop.awaitRun(name, run -> State.says(run, "Reconciling", Truth.True, "Forbidden"));
      shop.client.resourceQuotas().inNamespace(shop.name).withName("none").delete();
      shop.awaitSuccess(name);
    }
  }

  /// Whether the namespace's quota of Jobs is heeded yet.
  private static boolean isRefusedAJob(Shop shop) {
    try {
      shop.client
          .resource(
              "{\"apiVersion\":\"batch/v1\",\"kind\":\"Job\",\"metadata\":{\"name\":\"probe\",\"namespace\":\""
                  + shop.name
                  + "\"},\"spec\":{\"template\":{\"spec\":{\"restartPolicy\":\"Never\",\"containers\":"
                  + "[{\"name\":\"a\",\"image\":\"a\"}]}}}}")
          .dryRun()
          .create();
      return false;
    } catch (KubernetesClientException refused) {
      return refused.getCode() == 403;
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
