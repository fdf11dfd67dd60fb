package io.multiboard.sync.kubernetes;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;

/// The chart in a namespace of its own, which enforces the `restricted` Pod Security Standard.
///
/// @param namespace also the release's name, so that what is cluster-wide is told apart
record Installation(TestCluster cluster, KubernetesClient client, String namespace)
    implements AutoCloseable {

  /// Installs it and waits until the operator is ready.
  static Installation of(TestCluster cluster, String namespace, String... values) {
    KubernetesClient client = cluster.client();
    client
        .namespaces()
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(namespace)
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .endMetadata()
                .build())
        .create();
    Installation installation = new Installation(cluster, client, namespace);
    installation.helm("install", values);
    return installation;
  }

  /// Installs or upgrades, with values as `name=value`.
  void helm(String verb, String... values) {
    int colon = cluster.image().lastIndexOf(':');
    List<String> words =
        new ArrayList<>(List.of(verb, namespace, chart(), "--namespace", namespace));
    words.addAll(List.of("--timeout", "60s"));
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

  private static String chart() {
    return Tool.ROOT.resolve("helm/multiboard-sync").toString();
  }

  /// The name of everything that the chart makes.
  String name() {
    return namespace + "-multiboard-sync";
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
