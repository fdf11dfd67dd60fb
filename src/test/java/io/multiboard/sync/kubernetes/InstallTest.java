package io.multiboard.sync.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the chart leaves in a cluster, before any operator works there.
class InstallTest {
  private static Installation installation;

  @BeforeAll
  static void install() {
    installation = Installation.of(TestCluster.shared(), "install", "operator.replicas=0");
  }

  @AfterAll
  static void uninstall() {
    if (installation != null) {
      installation.close();
    }
  }

  static Stream<Path> examples() throws IOException {
    return manifests(Tool.ROOT.resolve("examples"));
  }

  static Stream<Path> refused() throws IOException {
    return manifests(Tool.ROOT.resolve("examples/refused"));
  }

  private static Stream<Path> manifests(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void takesEachExample(Path manifest) {
    create(manifest).orFail();
  }

  /// The first line of a refused manifest says what the API server answers.
  @ParameterizedTest
  @MethodSource("refused")
  void refusesWithARemedy(Path manifest) {
    Tool.Finished finished = create(manifest);
    assertThat(finished.status()).isNotZero();
    assertThat(finished.errors()).contains(remedy(manifest));
  }

  private static String remedy(Path manifest) {
    try {
      return Files.readAllLines(manifest).getFirst().substring("# Refused: ".length());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Tool.Finished create(Path manifest) {
    return installation
        .cluster()
        .kubectl("create", "--dry-run=server", "-n", "install", "-f", manifest.toString());
  }

  /// As `kubectl explain` tells it, which reads the same.
  @ParameterizedTest
  @ValueSource(strings = {"DatabaseConnection", "DatabaseSync", "DatabaseSyncRun"})
  void explainsEveryField(String kind) {
    Map<?, ?> definition = child(schemas(), "io.multiboard.sync.v1alpha1." + kind);
    Map<?, ?> parts = child(definition, "properties");
    List<String> fields = new ArrayList<>();
    List<String> unexplained = new ArrayList<>();
    for (String part : List.of("spec", "status")) {
      collect(part, child(parts, part), fields, unexplained);
    }
    assertThat(fields).hasSizeGreaterThan(10).contains("spec", "status");
    assertThat(unexplained).isEmpty();
    assertThat(installation.cluster().kubectl("explain", kind + "." + fields.getLast()).orFail())
        .contains("DESCRIPTION:")
        .doesNotContain("<empty>", "<no description>");
  }

  private static Map<?, ?> schemas() {
    String json =
        installation
            .cluster()
            .kubectl("get", "--raw", "/openapi/v3/apis/sync.multiboard.io/v1alpha1")
            .orFail();
    return child(child(Serialization.unmarshal(json, Map.class), "components"), "schemas");
  }

  /// All fields below one, by their paths, and those without a description.
  private static void collect(
      String path, Map<?, ?> schema, List<String> fields, List<String> unexplained) {
    fields.add(path);
    if (!(schema.get("description") instanceof String text) || text.isBlank()) {
      unexplained.add(path);
    }
    Map<?, ?> items = child(schema, "items");
    for (Map<?, ?> inner : List.of(schema, items)) {
      Map<?, ?> properties = child(inner, "properties");
      properties
          .keySet()
          .forEach(
              name -> collect(path + "." + name, child(properties, name), fields, unexplained));
    }
  }

  private static Map<?, ?> child(Map<?, ?> of, Object name) {
    return of.get(name) instanceof Map<?, ?> inner ? inner : Map.of();
  }

  @Test
  void refusesAPodThatIsNotRestricted() {
    Tool.Finished finished =
        installation
            .cluster()
            .kubectl(
                "run",
                "control",
                "-n",
                "install",
                "--image",
                "multiboard-sync:test",
                "--dry-run=server");
    assertThat(finished.status()).isNotZero();
    assertThat(finished.errors()).contains("violates PodSecurity \"restricted");
  }

  /// All that it may do there, besides what everybody may.
  @Test
  void givesTheOperatorItsRightsAndNoOther() {
    String rights =
        installation
            .cluster()
            .kubectl("auth", "can-i", "--list", "-n", "install", "--as", installation.operator())
            .orFail();
    assertThat(
            rights
                .lines()
                .skip(1)
                .map(line -> line.strip().replaceAll(" +", " "))
                .filter(line -> !line.startsWith("[") && !line.startsWith("selfsubject")))
        .containsExactlyInAnyOrder(
            "databaseconnections.sync.multiboard.io [] [] [get list watch patch]",
            "databasesyncs.sync.multiboard.io [] [] [get list watch patch]",
            "databasesyncruns.sync.multiboard.io [] [] [get list watch create patch delete]",
            "databaseconnections.sync.multiboard.io/status [] [] [patch]",
            "databasesyncs.sync.multiboard.io/status [] [] [patch]",
            "databasesyncruns.sync.multiboard.io/status [] [] [patch]",
            "jobs.batch [] [] [get list watch create delete]",
            "pods [] [] [get list watch]",
            "events [] [] [create patch]",
            "events.events.k8s.io [] [] [create patch]",
            "leases.coordination.k8s.io [] [] [create]",
            "leases.coordination.k8s.io [] [" + installation.name() + "] [get update patch]");
  }
}
