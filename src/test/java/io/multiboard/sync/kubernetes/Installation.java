package io.multiboard.sync.kubernetes;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The chart in a namespace of its own, which enforces the `restricted` Pod Security Standard.
///
/// @param namespace also the release's name, so that what is cluster-wide is told apart
record Installation(TestCluster cluster, KubernetesClient client, String namespace)
    implements AutoCloseable {

  /// Installs it and waits until the operator is ready.
  static Installation of(TestCluster cluster, String namespace, String... values) {
    KubernetesClient client = cluster.client();
    createNamespace(client, namespace);
    Installation installation = new Installation(cluster, client, namespace);
    installation.helm("install", values);
    return installation;
  }

  /// A namespace that enforces the `restricted` standard.
  static void createNamespace(KubernetesClient client, String name) {
    client
        .namespaces()
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .endMetadata()
                .build())
        .create();
  }

  /// The same cluster, to look at another namespace.
  Installation in(String other) {
    return new Installation(cluster, client, other);
  }

  /// Installs or upgrades, with values as `name=value`.
  void helm(String verb, String... values) {
    int colon = cluster.image().lastIndexOf(':');
    List<String> words =
        new ArrayList<>(List.of(verb, namespace, chart(), "--namespace", namespace));
    // The definitions stay when a release goes, and belong to the one before.
    words.addAll(List.of("--timeout", "60s", "--take-ownership"));
    words.addAll(List.of("--set", "image.repository=" + cluster.image().substring(0, colon)));
    words.addAll(List.of("--set", "image.tag=" + cluster.image().substring(colon + 1)));
    words.addAll(List.of("--set", "image.pullPolicy=Never"));
    for (String value : values) {
      words.addAll(List.of("--set", value));
    }
    cluster.helm(words.toArray(String[]::new)).orFail();
    // Helm's own wait takes in the volume's claim, which is bound when a first worker needs it.
    kubectl("rollout", "status", "deployment/" + name(), "--timeout", "90s").orFail();
  }

  /// Runs `kubectl` in the release's namespace.
  Tool.Finished kubectl(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--namespace", namespace));
    return cluster.kubectl(all.toArray(String[]::new));
  }

  /// The operator's pod that works.
  Pod operatorPod() {
    return client
        .pods()
        .inNamespace(namespace)
        .withLabel("app.kubernetes.io/component", "operator")
        .list()
        .getItems()
        .stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .findFirst()
        .orElseThrow();
  }

  /// The name of the operator's pod that leads; empty where none does.
  String leader() {
    return kubectl("get", "lease", name(), "-o", "jsonpath={.spec.holderIdentity}").output();
  }

  /// Whether an operator leads, and in another pod than this one.
  boolean isLedByAnotherThan(String pod) {
    String now = leader();
    return !now.isEmpty() && !now.equals(pod);
  }

  /// Has so many operators, and waits until it is so.
  void scale(int replicas) {
    kubectl("scale", "deployment/" + name(), "--replicas=" + replicas).orFail();
    if (replicas == 0) {
      kubectl(
              "wait",
              "pod",
              "--for=delete",
              "-l",
              "app.kubernetes.io/component=operator",
              "--timeout=120s")
          .orFail();
    } else {
      kubectl("rollout", "status", "deployment/" + name(), "--timeout", "120s").orFail();
    }
  }

  /// Applies manifests there.
  void apply(String manifests) {
    try {
      Path file = Files.createTempFile("manifests-", ".yaml");
      Files.writeString(file, manifests);
      kubectl("apply", "--filename", file.toString()).orFail();
      Files.delete(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// The folder of a claim's volume, where that is on this machine.
  Optional<Path> volume(String claim) {
    String volume = kubectl("get", "pvc", claim, "-o", "jsonpath={.spec.volumeName}").orFail();
    String path = kubectl("get", "pv", volume, "-o", "jsonpath={.spec.hostPath.path}").orFail();
    return Optional.of(path).filter(each -> !each.isEmpty()).map(Path::of);
  }

  private static String chart() {
    return Tool.ROOT.resolve("helm/multiboard-sync").toString();
  }

  /// The name of everything that the chart makes.
  String name() {
    return namespace + "-multiboard-sync";
  }

  /// The claim of the volume for archives.
  String claim() {
    return name() + "-archives";
  }

  /// Who the operator is for the API server.
  String operator() {
    return "system:serviceaccount:" + namespace + ":" + name();
  }

  @Override
  public void close() {
    cluster.helm("uninstall", namespace, "--namespace", namespace);
    client.namespaces().withName(namespace).delete();
    client.close();
  }
}
