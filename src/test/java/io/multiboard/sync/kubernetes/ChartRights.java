package io.multiboard.sync.kubernetes;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/// What the chart leaves in a cluster, but for the operator itself: definitions and rights.
final class ChartRights {
  private static boolean prepared;

  private ChartRights() {}

  /// Makes the resources known, and gives the operator what the chart gives; once.
  static synchronized void prepare(KubernetesClient client) {
    if (prepared) {
      return;
    }
    try (Stream<Path> definitions = Files.list(Tool.ROOT.resolve("crds"))) {
      definitions.sorted().forEach(file -> apply(client, read(file)));
      apply(client, "apiVersion: v1\nkind: Namespace\nmetadata: {name: operator}\n");
      apply(client, rights());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    await()
        .atMost(Shop.PATIENCE)
        .ignoreExceptions()
        .until(() -> client.resources(DatabaseSyncRun.class).inAnyNamespace().list() != null);
    prepared = true;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// What the chart gives to an operator of all namespaces.
  private static String rights() {
    return Tool.run(
            Duration.ofMinutes(2),
            Tool.command(
                "helm",
                "template",
                "operator",
                Tool.ROOT.resolve("helm/multiboard-sync").toString(),
                "--namespace=operator",
                "--set=watch.allNamespaces=true",
                "--kube-version=1.34.4",
                "--show-only=templates/rights.yaml"))
        .orFail();
  }

  private static void apply(KubernetesClient client, String yaml) {
    client
        .load(
            new java.io.ByteArrayInputStream(
                yaml.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .items()
        .forEach(each -> client.resource(each).forceConflicts().serverSideApply());
  }
}
