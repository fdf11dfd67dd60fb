package io.multiboard.sync.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  @ParameterizedTest
  @ValueSource(strings = {"databaseconnections", "databasesyncs", "databasesyncruns"})
  void explainsEveryField(String resource) {
    String fields =
        installation.cluster().kubectl("explain", resource + ".spec", "--recursive").orFail();
    assertThat(fields).contains("FIELDS:");
    for (String part : List.of("spec", "status")) {
      assertThat(installation.cluster().kubectl("explain", resource + "." + part).orFail())
          .doesNotContain("<no description>");
    }
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

  @ParameterizedTest
  @ValueSource(strings = {"secrets", "configmaps", "pods/exec", "serviceaccounts", "roles"})
  void givesTheOperatorNoRightTo(String resource) {
    for (String verb : List.of("get", "list", "watch", "create", "patch", "delete")) {
      assertThat(mayOperator(verb, resource)).isEqualTo("no");
    }
  }

  @Test
  void givesTheOperatorItsRights() {
    assertThat(mayOperator("create", "jobs")).isEqualTo("yes");
    assertThat(mayOperator("patch", "databasesyncruns/status")).isEqualTo("yes");
    assertThat(mayOperator("update", "jobs")).isEqualTo("no");
  }

  private static String mayOperator(String verb, String resource) {
    String[] parts = resource.split("/", -1);
    String kind = parts[0].startsWith("database") ? parts[0] + ".sync.multiboard.io" : parts[0];
    Tool.Finished finished =
        installation
            .cluster()
            .kubectl(
                "auth",
                "can-i",
                verb,
                kind,
                "--subresource=" + (parts.length > 1 ? parts[1] : ""),
                "-n",
                "install",
                "--as",
                installation.operator());
    return finished.output().strip();
  }
}
