package io.multiboard.sync.worker;

import io.multiboard.sync.order.OrderJson;
import io.multiboard.sync.order.Outcome;
import io.multiboard.sync.order.Progress;
import io.multiboard.sync.order.WorkOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/// A worker as a process of its own, as a pod runs it.
final class TestingWorker implements AutoCloseable {
  /// Long: nothing waits for it that goes well, however slow the machine.
  static final Duration PATIENCE = Duration.ofSeconds(150);

  private static final Pattern PORT = Pattern.compile("progress on port (\\d+)");

  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

  private final Process process;
  private final Path out;
  private final Path message;
  private final HttpClient client = HttpClient.newHttpClient();

  private TestingWorker(Process process, Path out, Path message) {
    this.process = process;
    this.out = out;
    this.message = message;
  }

  /// What a pod gives its worker.
  ///
  /// @param heap the most, as of `-Xmx`
  /// @param silence for how long an import waits for another sign of its export
  /// @param confinement a command that runs the command behind it
  /// @param variables of its environment, beside the usual ones or instead of them
  record Surroundings(
      String heap, Duration silence, List<String> confinement, Map<String, String> variables) {
    static final Surroundings USUAL = new Surroundings("64m", PATIENCE, List.of(), Map.of());

    Surroundings within(List<String> command) {
      return new Surroundings(heap, silence, command, variables);
    }

    Surroundings noticing(Duration quickly) {
      return new Surroundings(heap, quickly, confinement, variables);
    }

    Surroundings ofHeap(long mebibytes) {
      return new Surroundings(mebibytes + "m", silence, confinement, variables);
    }

    Surroundings with(String variable, String value) {
      return new Surroundings(heap, silence, confinement, Map.of(variable, value));
    }
  }

  static TestingWorker start(TestingVolume volume, WorkOrder order) throws IOException {
    return start(volume, order, Surroundings.USUAL);
  }

  static TestingWorker start(TestingVolume volume, WorkOrder order, Surroundings surroundings)
      throws IOException {
    Path out = Files.createTempFile(volume.folder(), "worker-", ".txt");
    Path message = Files.createTempFile(volume.folder(), "termination-", ".json");
    List<String> command = new ArrayList<>(surroundings.confinement());
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx" + surroundings.heap(),
            "-Djava.io.tmpdir=" + Files.createDirectories(volume.folder().resolve("tmp")),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "io.multiboard.sync.Main",
            "worker"));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder
        .environment()
        .putAll(
            Map.of(
                WorkOrder.VARIABLE,
                OrderJson.write(order),
                "MULTIBOARD_SYNC_LOG_LEVEL",
                "trace",
                "MULTIBOARD_TERMINATION_LOG",
                message.toString(),
                "MULTIBOARD_PROGRESS_PORT",
                "0",
                "MULTIBOARD_EXPORT_SILENCE",
                surroundings.silence().toSeconds() + "s"));
    builder.environment().putAll(surroundings.variables());
    return new TestingWorker(builder.start(), out, message);
  }

  long pid() {
    return process.pid();
  }

  boolean isRunning() {
    return process.isAlive();
  }

  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /// Waits for the end, and reads what it left as its termination message.
  Outcome await() throws IOException, InterruptedException {
    awaitEnd();
    byte[] json = Files.readAllBytes(message);
    if (json.length == 0 || json.length > Outcome.LONGEST_MESSAGE) {
      throw new AssertionError("no outcome: " + said());
    }
    return OrderJson.outcome(new String(json, StandardCharsets.UTF_8));
  }

  /// Waits for the end.
  ///
  /// @return the most memory that it had, in bytes
  long awaitEndOfGrowth() throws IOException, InterruptedException {
    long most = 0;
    Path status = Path.of("/proc", Long.toString(pid()), "status");
    while (process.isAlive()) {
      try {
        Matcher peak = PEAK.matcher(Files.readString(status));
        most = peak.find() ? Long.parseLong(peak.group(1)) << 10 : most;
        Thread.sleep(5);
      } catch (NoSuchFileException ended) {
        awaitEnd();
      }
    }
    return most;
  }

  void awaitEnd() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("still running: " + said());
    }
  }

  int status() {
    return process.exitValue();
  }

  /// What came out of it, and what it left as its termination message.
  String said() {
    try {
      return Files.readString(out) + Files.readString(message);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Asks it how far it is.
  Progress progress() throws IOException, InterruptedException {
    return OrderJson.progress(get(Progress.PATH));
  }

  String get(String path) throws IOException, InterruptedException {
    until(() -> PORT.matcher(said()).find());
    Matcher port = PORT.matcher(said());
    port.find();
    URI uri = URI.create("http://127.0.0.1:" + port.group(1) + path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }

  /// Waits until it has printed this.
  void awaitWords(String words) {
    until(() -> said().contains(words));
  }

  void awaitStage(Progress.Stage stage) {
    until(() -> progress().stage() == stage);
  }

  /// Waits until it has moved rows.
  void awaitRows() {
    until(() -> progress().rows() > 0);
  }

  private void until(Callable<Boolean> reached) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> {
          if (!process.isAlive()) {
            throw new AssertionError("it ended before: " + said());
          }
          return reached.call();
        });
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
    }
    client.close();
  }
}
