package io.multiboard.sync.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.multiboard.sync.app.LeaseGuard;
import io.multiboard.sync.app.OperatorProcess;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import io.multiboard.sync.manifest.RunStatus;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which of several operators leads: F11, and F13, a leader that is halted and goes on when another
/// one leads. Nodes are played.
class OperatorLeadTest {
  @TempDir private Path folder;

  @Test
  void aLeaderThatWasHaltedWritesNothingMoreAndEnds() throws Exception {
    try (Shop shop = Shop.open("halted")) {
      shop.kubelet.works(Said::checksOnly);
      String lease = lease(shop);
      Process halted = start(shop, lease);
      try {
        await().atMost(Shop.PATIENCE).until(() -> "halted".equals(leader(shop)));
        shop.sync("nightly", "trigger: one");
        String run = shop.awaitRunOf("nightly");
        shop.awaitRun(run, each -> State.attempts(each, "import") == 1);
        signal(halted, "STOP");
        try (OperatorProcess second =
                shop.start(Clock.systemUTC(), Optional.of(lease), "second", () -> {}, _ -> {});
            Watched watched = new Watched(shop.client, shop.name)) {
          assertThat(second).isNotNull();
          await().atMost(Shop.PATIENCE).until(() -> "second".equals(leader(shop)));
          shop.kubelet.works(Said::well);
          String uid = shop.awaitSuccess(run).getMetadata().getUid();
          signal(halted, "CONT");
          assertThat(halted.waitFor(Shop.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
          assertThat(halted.exitValue()).isEqualTo(1);
          List<RunStatus> statuses = watched.statuses(run);
          assertThat(statuses.stream().dropWhile(each -> !each.hasEnded()))
              .isNotEmpty()
              .allMatch(RunStatus::hasEnded);
          assertThat(shop.eventsAbout(uid))
              .filteredOn(event -> event.getReason().equals("RunSucceeded"))
              .extracting(Event::getReportingInstance)
              .containsExactly("second");
        }
        assertThat(shop.jobs("export")).hasSize(1);
        assertThat(shop.jobs("import")).hasSize(1);
      } finally {
        halted.destroyForcibly().waitFor();
      }
    }
  }

  @Test
  void oneOfTwoLeads() {
    try (Shop shop = Shop.open("leader")) {
      Optional<String> lease = Optional.of(lease(shop));
      OperatorProcess first = shop.start(Clock.systemUTC(), lease, "first", () -> {}, _ -> {});
      await().atMost(Shop.PATIENCE).until(() -> "first".equals(leader(shop)));
      try (OperatorProcess second =
          shop.start(Clock.systemUTC(), lease, "second", () -> {}, _ -> {})) {
        assertThat(second).isNotNull();
        shop.sync("nightly", "trigger: one");
        DatabaseSyncRun run = shop.awaitRun(shop.awaitRunOf("nightly"), State::ended);
        assertThat(shop.eventsAbout(run.getMetadata().getUid()))
            .isNotEmpty()
            .allSatisfy(event -> assertThat(event.getReportingInstance()).isEqualTo("first"));
        first.close();
        await().atMost(Shop.PATIENCE).until(() -> "second".equals(leader(shop)));
        shop.run("again", "nightly");
        DatabaseSyncRun again = shop.awaitRun("again", State::ended);
        assertThat(shop.eventsAbout(again.getMetadata().getUid()))
            .isNotEmpty()
            .allSatisfy(event -> assertThat(event.getReportingInstance()).isEqualTo("second"));
      }
    }
  }

  /// The lease that the chart lets an operator take, free again.
  private static String lease(Shop shop) {
    String lease = "operator-multiboard-sync";
    shop.client.leases().inNamespace("operator").withName(lease).delete();
    return lease;
  }

  /// Who leads.
  private static String leader(Shop shop) {
    return Optional.ofNullable(
            shop.client.leases().inNamespace("operator").withName("operator-multiboard-sync").get())
        .map(lease -> lease.getSpec().getHolderIdentity())
        .orElse("");
  }

  private Process start(Shop shop, String lease) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.multiboard.sync.Main",
                "operator")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("halted.log").toFile());
    var environment = builder.environment();
    environment.put("HOSTNAME", "halted");
    environment.put("KUBECONFIG", ApiServer.shared().kubeconfig().toString());
    environment.put("MULTIBOARD_SYNC_NAMESPACES", shop.name);
    environment.put("MULTIBOARD_SYNC_NAMESPACE", "operator");
    environment.put("MULTIBOARD_SYNC_LEASE", lease);
    environment.put("MULTIBOARD_SYNC_HEALTH_PORT", Integer.toString(ApiServer.freePort()));
    return builder.start();
  }

  private static void signal(Process process, String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  @Test
  void nothingIsWrittenWhenTheLeaseMayBeAnothers() {
    AtomicLong time = new AtomicLong();
    LeaseGuard guard = new LeaseGuard(time::get);
    try (Shop shop = Shop.open("guard");
        KubernetesClient client =
            ApiServer.shared().client(http -> http.addOrReplaceInterceptor("lease", guard))) {
      client.resource(note(shop, "one")).create();
      time.addAndGet(LeaseGuard.HOLDS.plusSeconds(1).toNanos());
      assertThatThrownBy(() -> client.resource(note(shop, "two")).create())
          .isInstanceOf(KubernetesClientException.class)
          .hasMessageContaining("the lease was not renewed");
      assertThat(client.configMaps().inNamespace(shop.name).withName("one").get()).isNotNull();
      assertThat(client.configMaps().inNamespace(shop.name).withName("two").get()).isNull();
      client.resource(some(shop)).create();
      client.resource(note(shop, "two")).create();
    }
  }

  private static ConfigMap note(Shop shop, String name) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace(shop.name)
        .withName(name)
        .endMetadata()
        .build();
  }

  private static Lease some(Shop shop) {
    return new LeaseBuilder()
        .withNewMetadata()
        .withNamespace(shop.name)
        .withName("lease")
        .endMetadata()
        .build();
  }
}
