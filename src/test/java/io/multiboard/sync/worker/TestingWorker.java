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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/// A worker as a process of its own, as a pod runs it.
final class TestingWorker implements AutoCloseable {
  private static final Pattern PORT = Pattern.compile("progress on port (\\d+)");

  private final Process process;
  private final Path out;
  private final Path message;
  private final HttpClient client = HttpClient.newHttpClient();

  private TestingWorker(Process process, Path out, Path message) {
    this.process = process;
    this.out = out;
    this.message = message;
  }

  static TestingWorker start(TestingVolume volume, WorkOrder order) throws IOException {
    Path out = Files.createTempFile(volume.folder(), "worker-", ".txt");
    Path message = Files.createTempFile(volume.folder(), "termination-", ".json");
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx256m",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "io.multiboard.sync.Main",
                    "worker"))
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder
        .environment()
        .putAll(
            Map.of(
                WorkOrder.VARIABLE,
                OrderJson.write(order),
                "MULTIBOARD_TERMINATION_LOG",
                message.toString(),
                "MULTIBOARD_PROGRESS_PORT",
                "0",
                "MULTIBOARD_EXPORT_SILENCE",
                "4s"));
    return new TestingWorker(builder.start(), out, message);
  }

  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /// Waits for the end, and reads what it left as its termination message.
  Outcome await() throws IOException, InterruptedException {
    if (!process.waitFor(90, TimeUnit.SECONDS)) {
      throw new AssertionError("still running: " + said());
    }
    String json = Files.readString(message);
    if (json.isEmpty() || json.length() > Outcome.LONGEST_MESSAGE) {
      throw new AssertionError("no outcome: " + said());
    }
    return OrderJson.outcome(json);
  }

  int status() {
    return process.exitValue();
  }

  String said() {
    try {
      return Files.readString(out);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Asks it how far it is.
  Progress progress() throws IOException, InterruptedException {
    return OrderJson.progress(get(Progress.PATH));
  }

  String get(String path) throws IOException, InterruptedException {
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> PORT.matcher(said()).find());
    Matcher port = PORT.matcher(said());
    port.find();
    URI uri = URI.create("http://127.0.0.1:" + port.group(1) + path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }

  void awaitStage(Progress.Stage stage) {
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> progress().stage() == stage);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
    }
  }
}
