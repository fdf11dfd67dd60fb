package io.multiboard.sync.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.multiboard.sync.manifest.DatabaseSync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/// Measures an operator that follows 200 syncs: `benchmarks/operator` runs it. No test, as it asks
/// for times.
final class OperatorBenchmark {
  private static final int SYNCS = 200;
  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final String METHOD =
      "io.javaoperatorsdk.operator.processing.event.ReconciliationDispatcher::handleExecution";

  private OperatorBenchmark() {}

  /// @param arguments the jar of the operator
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("operator-benchmark-");
    for (boolean recorded : List.of(false, true)) {
      System.out.println(recorded ? "with a recording:" : "as it is:");
      try (Shop shop = Shop.open("many")) {
        Process operator = start(Path.of(arguments[0]), folder, shop.name, recorded);
        try {
          measure(shop, operator);
        } finally {
          operator.destroy();
          operator.waitFor();
        }
      }
    }
    tellTimes(folder.resolve("reconcile.jfr"));
    System.exit(0);
  }

  private static Process start(Path jar, Path folder, String namespace, boolean recorded)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx96m"));
    // A recording takes some 50 MB itself.
    if (recorded) {
      command.add(
          "-XX:StartFlightRecording:filename="
              + folder.resolve("reconcile.jfr")
              + ",method-trace="
              + METHOD);
    }
    command.addAll(List.of("-jar", jar.toString(), "operator"));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("KUBECONFIG", ApiServer.shared().kubeconfig().toString());
    builder.environment().put("MULTIBOARD_SYNC_NAMESPACES", namespace);
    builder
        .environment()
        .put("MULTIBOARD_SYNC_HEALTH_PORT", Integer.toString(ApiServer.freePort()));
    return builder.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
  }

  private static void measure(Shop shop, Process operator) throws Exception {
    for (int i = 0; i < SYNCS; i++) {
      shop.sync("sync-" + i, "schedule: 0 0 1 1 *");
    }
    Duration all = until(() -> observed(shop.client, shop.name, 1) == SYNCS);
    System.out.printf("all %d observed %.1f s after the last was made%n", SYNCS, seconds(all));
    for (int i = 0; i < 20; i++) {
      shop.run("run-" + i, "sync-" + i);
    }
    Duration runs =
        until(() ->
            shop
                .client
                .resources(io.multiboard.sync.manifest.DatabaseSyncRun.class)
                .inNamespace(shop.name)
                .list()
                .getItems()
                .stream()
                .filter(run -> run.getSpec().syncName() != null)
                .allMatch(State::ended));
    System.out.printf("20 runs, two at a time, done after %.1f s%n", seconds(runs));
    List<Double> seen = new ArrayList<>();
    for (int i = 0; i < SYNCS; i++) {
      seen.add(seconds(change(shop, "sync-" + i)));
    }
    seen.sort(null);
    System.out.printf(
        "a change is observed after %.2f s (median), %.2f s (the slowest of %d)%n",
        seen.get(SYNCS / 2), seen.getLast(), SYNCS);
    Thread.sleep(5000);
    long before = ticks(operator.pid());
    Thread.sleep(IDLE);
    double busy = (ticks(operator.pid()) - before) / 100.0 / IDLE.toSeconds();
    System.out.printf("idle: %.2f %% of a core over %d s%n", busy * 100, IDLE.toSeconds());
    System.out.printf(
        "resident: %s, at most %s%n", memory(operator, "VmRSS"), memory(operator, "VmHWM"));
  }

  private static Duration change(Shop shop, String sync) throws Exception {
    shop.client
        .resources(DatabaseSync.class)
        .inNamespace(shop.name)
        .withName(sync)
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"schedule\":\"0 0 2 1 *\"}}");
    return until(() -> {
      DatabaseSync found =
          shop.client.resources(DatabaseSync.class).inNamespace(shop.name).withName(sync).get();
      return found.getMetadata().getGeneration().equals(found.getStatus().observedGeneration());
    });
  }

  private static long observed(KubernetesClient client, String namespace, long generation) {
    return client.resources(DatabaseSync.class).inNamespace(namespace).list().getItems().stream()
        .filter(each -> each.getStatus() != null)
        .filter(each -> Long.valueOf(generation).equals(each.getStatus().observedGeneration()))
        .count();
  }

  private static Duration until(java.util.concurrent.Callable<Boolean> holds) throws Exception {
    Instant begin = Instant.now();
    while (!holds.call()) {
      Thread.sleep(20);
    }
    return Duration.between(begin, Instant.now());
  }

  private static double seconds(Duration time) {
    return time.toNanos() / (double) TimeUnit.SECONDS.toNanos(1);
  }

  /// Of the processor, in hundredths of a second.
  private static long ticks(long process) throws IOException {
    String[] words =
        Files.readString(Path.of("/proc", Long.toString(process), "stat")).split(" ", -1);
    return Long.parseLong(words[13]) + Long.parseLong(words[14]);
  }

  private static String memory(Process process, String which) throws IOException {
    try (Stream<String> lines =
        Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      return lines
          .filter(line -> line.startsWith(which))
          .map(line -> line.substring(which.length() + 1).strip())
          .findFirst()
          .orElse("unknown");
    }
  }

  private static void tellTimes(Path recording) throws IOException {
    List<Long> times =
        RecordingFile.readAllEvents(recording).stream()
            .filter(event -> event.getEventType().getName().equals("jdk.MethodTrace"))
            .map(RecordedEvent::getDuration)
            .map(Duration::toMillis)
            .sorted()
            .toList();
    System.out.printf(
        "%d reconciles: median %d ms, p99 %d ms, slowest %d ms%n",
        times.size(),
        times.get(times.size() / 2),
        times.get(times.size() * 99 / 100),
        times.getLast());
  }
}
