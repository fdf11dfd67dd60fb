package io.multiboard.sync.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.multiboard.sync.app.OperatorProcess;
import io.multiboard.sync.manifest.Condition;
import io.multiboard.sync.manifest.DatabaseConnection;
import io.multiboard.sync.manifest.DatabaseSync;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import io.multiboard.sync.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// A namespace with two connections, operators that follow it, and a kubelet. Not thread-safe.
final class Shop implements AutoCloseable {
  /// Far longer than anything takes; only a failing test waits for so long.
  static final Duration PATIENCE = Duration.ofMinutes(3);

  final String name;
  final KubernetesClient client;
  final Kubelet kubelet;
  private final ApiServer server;
  private final List<OperatorProcess> operators = new ArrayList<>();

  private Shop(ApiServer server, String name) {
    this.server = server;
    this.name = name;
    client = server.client();
    kubelet = new Kubelet(client, name, order -> Optional.of(Said.done(order)));
  }

  /// A new one, whose workers do well.
  static Shop open(String name) {
    ApiServer server = ApiServer.shared();
    Shop shop = new Shop(server, name + "-" + UUID.randomUUID().toString().substring(0, 6));
    ChartRights.prepare(shop.client);
    shop.client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(shop.name).endMetadata().build())
        .create();
    await()
        .atMost(PATIENCE)
        .until(() ->
            shop.client.serviceAccounts().inNamespace(shop.name).withName("default").get() != null);
    shop.connection("production", "environment: Production");
    shop.connection("staging", "environment: Staging\n  allowOverwrite: true");
    return shop;
  }

  /// Applies a manifest in this namespace.
  void apply(String yaml) {
    client
        .load(
            new java.io.ByteArrayInputStream(
                yaml.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .items()
        .forEach(each -> {
          each.getMetadata().setNamespace(name);
          client.resource(each).fieldManager("person").forceConflicts().serverSideApply();
        });
  }

  void connection(String connection, String more) {
    apply(
        """
        apiVersion: sync.multiboard.io/v1alpha1
        kind: DatabaseConnection
        metadata: {name: %1$s}
        spec:
          host: %1$s.%2$s.example.org
          database: shop
          credentials: {secretName: %1$s}
          %3$s
        """
            .formatted(connection, name, more));
  }

  void sync(String sync, String more) {
    sync(sync, more, "staging");
  }

  void sync(String sync, String more, String target) {
    apply(
        """
        apiVersion: sync.multiboard.io/v1alpha1
        kind: DatabaseSync
        metadata: {name: %s}
        spec:
          source: {connectionName: production}
          target: {connectionName: %s}
          %s
        """
            .formatted(sync, target, more));
  }

  /// Makes a run of a sync, under a name of its own.
  void run(String run, String sync) {
    apply(
        """
        apiVersion: sync.multiboard.io/v1alpha1
        kind: DatabaseSyncRun
        metadata: {name: %s}
        spec: {syncName: %s}
        """
            .formatted(run, sync));
  }

  /// Starts an operator that follows this namespace.
  OperatorProcess operator() {
    return operator(Clock.systemUTC(), Optional.empty(), _ -> {});
  }

  OperatorProcess operator(Clock clock, Optional<String> lease, Consumer<HttpClient.Builder> with) {
    OperatorProcess operator = start(clock, lease, "operator-" + operators.size(), () -> {}, with);
    operators.add(operator);
    return operator;
  }

  /// Starts one that follows this and another namespace.
  void operator(Shop other) {
    operators.add(
        OperatorProcess.start(
            settings(List.of(name, other.name), Optional.empty()),
            new OperatorProcess.Ground(
                server.operatorClient(_ -> {}), Clock.systemUTC(), "operator-of-both", _ -> {})));
  }

  /// Starts one that reaches the API server through a proxy on a port of this machine.
  void operatorThrough(int port) {
    operators.add(
        OperatorProcess.start(
            settings(List.of(name), Optional.empty()),
            new OperatorProcess.Ground(
                server.operatorClient(port), Clock.systemUTC(), "operator-afar", _ -> {})));
  }

  private static Settings.Cluster settings(List<String> namespaces, Optional<String> lease) {
    return new Settings.Cluster(
        namespaces,
        Optional.of("operator"),
        lease,
        "multiboard-sync:test",
        "Never",
        "default",
        "archives",
        2,
        0);
  }

  /// Starts one that the caller closes.
  OperatorProcess start(
      Clock clock,
      Optional<String> lease,
      String identity,
      Runnable lostLead,
      Consumer<HttpClient.Builder> with) {
    return OperatorProcess.start(
        settings(List.of(name), lease),
        new OperatorProcess.Ground(
            server.operatorClient(with), clock, identity, _ -> lostLead.run()));
  }

  /// Changes a sync, as `kubectl patch --type merge` does.
  void patch(String sync, String spec) {
    client
        .resources(DatabaseSync.class)
        .inNamespace(name)
        .withName(sync)
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":" + spec + "}");
  }

  void cancel(String run) {
    patchRun(run, "{\"spec\":{\"cancel\":true}}");
  }

  void annotate(String run, String key, String value) {
    patchRun(run, "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}".formatted(key, value));
  }

  private void patchRun(String run, String patch) {
    client
        .resources(DatabaseSyncRun.class)
        .inNamespace(name)
        .withName(run)
        .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  /// Deletes a run, and waits until it is gone.
  void delete(String run) {
    client.resources(DatabaseSyncRun.class).inNamespace(name).withName(run).delete();
    await()
        .atMost(PATIENCE)
        .until(() ->
            client.resources(DatabaseSyncRun.class).inNamespace(name).withName(run).get() == null);
  }

  List<DatabaseSyncRun> runs(String sync) {
    return client.resources(DatabaseSyncRun.class).inNamespace(name).list().getItems().stream()
        .filter(run -> sync.equals(run.getSpec().syncName()))
        .toList();
  }

  /// The Jobs of runs, but not those of connections' own checks.
  List<Job> jobs(String role) {
    return client
        .batch()
        .v1()
        .jobs()
        .inNamespace(name)
        .withLabel("sync.multiboard.io/role", role)
        .list()
        .getItems();
  }

  DatabaseSyncRun awaitRun(String run, Predicate<DatabaseSyncRun> until) {
    return find(DatabaseSyncRun.class, run, until);
  }

  /// Waits for the end of a run, which must be a good one.
  DatabaseSyncRun awaitSuccess(String run) {
    DatabaseSyncRun ended = awaitRun(run, State::ended);
    assertThat(State.says(ended, "Succeeded", Condition.Truth.True, "Succeeded"))
        .as(() -> ended.getStatus().toString())
        .isTrue();
    return ended;
  }

  DatabaseSync awaitSync(String sync, Predicate<DatabaseSync> until) {
    return find(DatabaseSync.class, sync, until);
  }

  DatabaseConnection awaitConnection(String connection, Predicate<DatabaseConnection> until) {
    return find(DatabaseConnection.class, connection, until);
  }

  private <T extends HasMetadata> T find(Class<T> type, String resource, Predicate<T> until) {
    return await(resource)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> client.resources(type).inNamespace(name).withName(resource).get(),
            found -> found != null && until.test(found));
  }

  /// The only run of a sync, once it is there.
  String awaitRunOf(String sync) {
    await().atMost(PATIENCE).until(() -> !runs(sync).isEmpty());
    assertThat(runs(sync)).hasSize(1);
    return runs(sync).getFirst().getMetadata().getName();
  }

  List<Event> eventsAbout(String uid) {
    return client.events().v1().events().inNamespace(name).list().getItems().stream()
        .filter(event -> uid.equals(event.getRegarding().getUid()))
        .toList();
  }

  /// The checks here that runs of another namespace have asked for.
  List<Job> checksOf(String namespace) {
    return jobs("check").stream()
        .filter(job ->
            job.getMetadata()
                .getAnnotations()
                .getOrDefault("sync.multiboard.io/run", "")
                .startsWith(namespace + "/"))
        .toList();
  }

  void closeOperators() {
    operators.forEach(OperatorProcess::close);
    operators.clear();
  }

  @Override
  public void close() {
    closeOperators();
    client.namespaces().withName(name).delete();
    kubelet.close();
    client.close();
  }
}
