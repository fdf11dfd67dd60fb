package io.multiboard.sync.kubernetes;

import static org.junit.jupiter.api.Assumptions.abort;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The cluster of the tests, with our image on its node. It comes up at the first asking and goes
/// when the JVM ends:
///
/// 1. the one that `MULTIBOARD_TEST_KUBECONFIG` names, which has the image
///    (`MULTIBOARD_TEST_IMAGE`) and reaches this machine at `MULTIBOARD_TEST_HOST`; with
///    `CLUSTER_DIR` where it is one of `src/test/kubernetes` that is up already;
/// 2. else the one of `src/test/kubernetes`, for root with Go;
/// 3. else the test is skipped, or fails where `MULTIBOARD_CLUSTER_TESTS` is `always`.
///
/// @param kubeconfig the file that leads to it
/// @param image the name of our image there
/// @param host where pods reach this machine
/// @param folder state and logs, where it is this project's own
record TestCluster(Path kubeconfig, String image, String host, Optional<Path> folder) {
  private static final String NODE_ADDRESS = "10.142.0.1";
  private static final Path SCRIPT = Tool.ROOT.resolve("src/test/kubernetes/cluster");
  private static final Path IMAGE = Tool.ROOT.resolve("target/multiboard-sync-image.tar");
  private static final Path BUILT_FROM = Tool.ROOT.resolve("src/main");
  private static final Duration UP = Duration.ofMinutes(45);
  private static final Duration BUILD = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMinutes(3);

  private static @Nullable TestCluster shared;
  private static @Nullable String missing;

  /// The one cluster of this JVM.
  static synchronized TestCluster shared() {
    if (missing != null) {
      return abort(missing);
    }
    TestCluster there = shared;
    if (there == null) {
      there = find();
      shared = there;
    }
    return there;
  }

  /// A client of its administrator; the caller closes it.
  KubernetesClient client() {
    return new KubernetesClientBuilder()
        .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
        .build();
  }

  /// Runs `kubectl`.
  Tool.Finished kubectl(String... words) {
    return Tool.run(SHORT, with("kubectl", words));
  }

  /// Runs `helm`.
  Tool.Finished helm(String... words) {
    return Tool.run(SHORT, with("helm", words));
  }

  private List<String> with(String program, String... words) {
    List<String> command = Tool.command(program, "--kubeconfig", kubeconfig.toString());
    command.addAll(List.of(words));
    return command;
  }

  private static TestCluster find() {
    String named = System.getenv("MULTIBOARD_TEST_KUBECONFIG");
    if (named != null) {
      return new TestCluster(
          Path.of(named),
          variable("MULTIBOARD_TEST_IMAGE"),
          variable("MULTIBOARD_TEST_HOST"),
          Optional.ofNullable(System.getenv("CLUSTER_DIR")).map(Path::of));
    }
    if (mayBringUp()) {
      return bringUp();
    }
    String why =
        "no cluster: set MULTIBOARD_TEST_KUBECONFIG, or run as root with Go for the one of src/test/kubernetes";
    if ("always".equals(System.getenv("MULTIBOARD_CLUSTER_TESTS"))) {
      throw new IllegalStateException(why);
    }
    missing = why;
    return abort(why);
  }

  private static String variable(String name) {
    return Optional.ofNullable(System.getenv(name))
        .orElseThrow(() -> new IllegalStateException("MULTIBOARD_TEST_KUBECONFIG needs " + name));
  }

  private static boolean mayBringUp() {
    return "root".equals(System.getProperty("user.name"))
        && Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "go")));
  }

  private static TestCluster bringUp() {
    buildImage();
    Runtime.getRuntime().addShutdownHook(new Thread(TestCluster::takeDown, "take-cluster-down"));
    Tool.run(UP, List.of(SCRIPT.toString(), "up")).orFail();
    Tool.run(SHORT, List.of(SCRIPT.toString(), "load", IMAGE.toString())).orFail();
    Path folder =
        Path.of(
            Optional.ofNullable(System.getenv("CLUSTER_DIR")).orElse("/tmp/multiboard-kubernetes"));
    return new TestCluster(
        folder.resolve("kubeconfig"), "multiboard-sync:test", NODE_ADDRESS, Optional.of(folder));
  }

  /// Ends parts of the tests' own cluster.
  void stop(String... components) {
    List<String> command = new ArrayList<>(List.of(SCRIPT.toString(), "stop"));
    command.addAll(List.of(components));
    Tool.run(SHORT, command).orFail();
  }

  /// Ends all of it, pods too; what was written stays.
  void cutPower() {
    Tool.run(SHORT, List.of(SCRIPT.toString(), "down")).orFail();
  }

  /// Starts what was ended.
  void goOn() {
    Tool.run(SHORT, List.of(SCRIPT.toString(), "up")).orFail();
  }

  private static void takeDown() {
    Tool.run(SHORT, List.of(SCRIPT.toString(), "down", "--purge"));
  }

  /// The image is built anew where sources are newer.
  private static void buildImage() {
    try {
      if (Files.exists(IMAGE) && newestSource() < Files.getLastModifiedTime(IMAGE).toMillis()) {
        return;
      }
      Tool.run(
              BUILD,
              List.of(
                  Tool.ROOT.resolve("mvnw").toString(),
                  "--batch-mode",
                  "--quiet",
                  "--file",
                  Tool.ROOT.resolve("pom.xml").toString(),
                  "-Dquick",
                  "-Doutput=target/image-build",
                  "-Dmaven.test.skip=true",
                  "-Pimage",
                  "package"))
          .orFail();
      Files.setLastModifiedTime(
          IMAGE, FileTime.from(System.currentTimeMillis(), TimeUnit.MILLISECONDS));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static long newestSource() throws IOException {
    try (Stream<Path> files = Files.walk(BUILT_FROM)) {
      return Stream.concat(files, Stream.of(Tool.ROOT.resolve("pom.xml")))
          .mapToLong(file -> file.toFile().lastModified())
          .max()
          .orElseThrow();
    }
  }
}
