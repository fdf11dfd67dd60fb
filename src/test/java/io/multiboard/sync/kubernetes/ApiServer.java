package io.multiboard.sync.kubernetes;

import static org.junit.jupiter.api.Assumptions.abort;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A real API server with etcd and the controllers of Jobs, owners and namespaces, without any
/// node, on free ports of this machine and in a folder of its own. It comes up once in a JVM, and
/// goes with it. Without the programs of `src/test/kubernetes`, which root with Go can build, the
/// test is skipped, or fails where `MULTIBOARD_CLUSTER_TESTS` is `always`.
final class ApiServer {
  /// The service account that the chart makes, in the namespace `operator`.
  static final String OPERATOR = "system:serviceaccount:operator:operator-multiboard-sync";

  private static final String ADMIN_TOKEN = "admin-of-a-test";
  private static final String OPERATOR_TOKEN = "operator-of-a-test";
  private static final Duration BUILD = Duration.ofMinutes(40);
  private static final Duration UP = Duration.ofMinutes(3);
  private static final String CONTROLLERS =
      "job-controller,garbage-collector-controller,namespace-controller,serviceaccount-controller,resourcequota-controller";

  private static @Nullable ApiServer shared;

  private final Path folder;
  private final int etcdPort;
  private final int port;
  private final List<Process> processes = new ArrayList<>();

  private ApiServer(Path folder, int etcdPort, int port) {
    this.folder = folder;
    this.etcdPort = etcdPort;
    this.port = port;
  }

  /// The one of this JVM.
  static synchronized ApiServer shared() {
    ApiServer there = shared;
    if (there == null) {
      there = up();
      shared = there;
    }
    return there;
  }

  private static ApiServer up() {
    if (!Files.isExecutable(Tool.folder().resolve("kube"))) {
      build();
    }
    try {
      ApiServer server =
          new ApiServer(Files.createTempDirectory("multiboard-api-"), freePort(), freePort());
      Runtime.getRuntime().addShutdownHook(new Thread(server::down, "end-api-server"));
      server.start();
      return server;
    } catch (IOException | NoSuchAlgorithmException failure) {
      throw new IllegalStateException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static void build() {
    boolean hasGo =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(each -> Files.isExecutable(Path.of(each, "go")));
    boolean must = "always".equals(System.getenv("MULTIBOARD_CLUSTER_TESTS"));
    if (!must && !(hasGo && "root".equals(System.getProperty("user.name")))) {
      abort("no API server: run src/test/kubernetes/tools as root with Go, which builds it");
    }
    Tool.run(BUILD, List.of(Tool.ROOT.resolve("src/test/kubernetes/tools").toString())).orFail();
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void start() throws IOException, NoSuchAlgorithmException, InterruptedException {
    prepare();
    int peers = freePort();
    run(
        "etcd",
        "--data-dir=" + folder.resolve("etcd"),
        "--listen-client-urls=http://127.0.0.1:" + etcdPort,
        "--advertise-client-urls=http://127.0.0.1:" + etcdPort,
        "--listen-peer-urls=http://127.0.0.1:" + peers,
        "--initial-advertise-peer-urls=http://127.0.0.1:" + peers,
        "--initial-cluster=default=http://127.0.0.1:" + peers,
        "--unsafe-no-fsync",
        "--log-level=error");
    startApi();
    run(
        "controllers",
        "--kubeconfig=" + kubeconfig(),
        "--leader-elect=false",
        "--secure-port=0",
        "--controllers=" + CONTROLLERS,
        "--service-account-private-key-file=" + folder.resolve("sa.key"),
        "--concurrent-gc-syncs=4");
  }

  private Process startApi() throws IOException, InterruptedException {
    Process api =
        run(
            "apiserver",
            "--etcd-servers=http://127.0.0.1:" + etcdPort,
            "--bind-address=127.0.0.1",
            "--secure-port=" + port,
            "--endpoint-reconciler-type=none",
            "--cert-dir=" + folder.resolve("certificates"),
            "--service-account-key-file=" + folder.resolve("sa.pub"),
            "--service-account-signing-key-file=" + folder.resolve("sa.key"),
            "--service-account-issuer=https://kubernetes.default.svc",
            "--service-cluster-ip-range=10.144.0.0/16",
            "--authorization-mode=RBAC",
            "--token-auth-file=" + folder.resolve("tokens.csv"));
    awaitReady(api);
    return api;
  }

  private void awaitReady(Process api) throws InterruptedException {
    long end = System.nanoTime() + UP.toNanos();
    try (KubernetesClient client = client(ADMIN_TOKEN, port, 0, _ -> {})) {
      while (System.nanoTime() < end && api.isAlive()) {
        try {
          String said = client.raw("/readyz");
          if ("ok".equals(said)) {
            return;
          }
        } catch (io.fabric8.kubernetes.client.KubernetesClientException notYet) {
          Thread.sleep(50);
        }
      }
    }
    throw new IllegalStateException("the API server did not come up; see " + folder);
  }

  private void prepare() throws IOException, NoSuchAlgorithmException {
    KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
    keys.initialize(2048);
    var pair = keys.generateKeyPair();
    Files.writeString(folder.resolve("sa.key"), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    Files.writeString(folder.resolve("sa.pub"), pem("PUBLIC KEY", pair.getPublic().getEncoded()));
    Files.writeString(
        folder.resolve("tokens.csv"),
        ADMIN_TOKEN
            + ",admin,admin,\"system:masters\"\n"
            + OPERATOR_TOKEN
            + ","
            + OPERATOR
            + ",1\n");
    Files.writeString(
        kubeconfig(),
        """
        apiVersion: v1
        kind: Config
        clusters: [{name: test, cluster: {server: "https://127.0.0.1:%d", insecure-skip-tls-verify: true}}]
        users: [{name: admin, user: {token: %s}}]
        contexts: [{name: test, context: {cluster: test, user: admin}}]
        current-context: test
        """
            .formatted(port, ADMIN_TOKEN));
  }

  private static String pem(String what, byte[] content) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
  }

  /// Leads to it as its administrator.
  Path kubeconfig() {
    return folder.resolve("kubeconfig");
  }

  private Process run(String component, String... flags) throws IOException {
    List<String> command = Tool.command("kube", component);
    command.addAll(List.of(flags));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve(component + ".log").toFile()))
            .start();
    processes.add(process);
    return process;
  }

  /// A client of the administrator; the caller closes it.
  KubernetesClient client() {
    return client(ADMIN_TOKEN, port, 10, _ -> {});
  }

  /// The same with a client's own ways; the caller closes it.
  KubernetesClient client(Consumer<HttpClient.Builder> with) {
    return client(ADMIN_TOKEN, port, 3, with);
  }

  /// A client with the operator's rights, which [ChartRights] gives; the caller closes it.
  KubernetesClient operatorClient(Consumer<HttpClient.Builder> with) {
    return client(OPERATOR_TOKEN, port, 3, with);
  }

  /// The same through a proxy on a port of this machine.
  KubernetesClient operatorClient(int through) {
    return client(OPERATOR_TOKEN, through, 3, _ -> {});
  }

  int port() {
    return port;
  }

  private static KubernetesClient client(
      String token, int port, int retries, Consumer<HttpClient.Builder> with) {
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl("https://127.0.0.1:" + port)
            .withTrustCerts(true)
            .withOauthToken(token)
            .withNamespace("operator")
            .withRequestRetryBackoffLimit(retries)
            .build();
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withHttpClientBuilderConsumer(with)
        .build();
  }

  /// Kills the API server, and runs something while it is away.
  void without(Runnable meanwhile) {
    Process api =
        processes.stream()
            .filter(Process::isAlive)
            .filter(each ->
                each.info().arguments().stream().anyMatch(words -> words[0].equals("apiserver")))
            .findFirst()
            .orElseThrow();
    try {
      api.destroyForcibly().waitFor();
      try {
        meanwhile.run();
      } finally {
        startApi();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private void down() {
    processes.reversed().forEach(Process::destroyForcibly);
    try {
      for (Process process : processes) {
        process.waitFor();
      }
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
