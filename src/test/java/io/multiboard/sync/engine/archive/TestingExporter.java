package io.multiboard.sync.engine.archive;

import io.multiboard.sync.engine.toc.CopyEncoding;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A process that writes [TestingArchive], one step for each line of its standard input, and says
/// each that it has done.
final class TestingExporter implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final PrintStream orders;

  private TestingExporter(Process process) {
    this.process = process;
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  static TestingExporter start(Path folder, String attempt, String compression) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new TestingExporter(
        new ProcessBuilder(
                java,
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                TestingExporter.class.getName(),
                folder.toString(),
                attempt,
                compression)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /// Has steps done, one after the other.
  TestingExporter does(String... steps) throws IOException {
    for (String step : steps) {
      orders.println(step);
      String answer = answers.readLine();
      if (!("did " + step).equals(answer)) {
        throw new AssertionError("'" + step + "' was answered by " + answer);
      }
    }
    return this;
  }

  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
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

  public static void main(String[] arguments) throws IOException {
    var steps = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (ArchiveWriter writer =
        ArchiveWriter.followed(
            Path.of(arguments[0]), Compression.parse(arguments[2]), arguments[1])) {
      Steps all = new Steps(writer);
      for (String step = steps.readLine(); step != null; step = steps.readLine()) {
        all.take(step);
        System.out.println("did " + step);
      }
    }
  }

  private static final class Steps {
    private final ArchiveWriter writer;
    private Optional<DataFileWriter> part = Optional.empty();
    private int rows;

    Steps(ArchiveWriter writer) {
      this.writer = writer;
    }

    void take(String step) {
      switch (step) {
        case "begin" ->
            writer.begin(TestingArchive.contents(), List.of(new ArchiveWriter.Estimate(10, 7, 77)));
        case "open" ->
            part =
                Optional.of(
                    writer.table(TestingArchive.PART, CopyEncoding.TEXT, List.of("id", "name")));
        case "rows" -> {
          byte[] run = TestingArchive.bytes(TestingArchive.partRows(rows, 1000));
          rows += 1000;
          part.orElseThrow().append(run, run.length, 1000);
        }
        case "part" -> part.orElseThrow().finish(rows);
        case "others" -> others();
        case "finish" -> writer.finish(TestingArchive.SOURCE);
        case "fail" -> writer.fail(new SyncException(Reason.LockTimeout, "no lock: äöü", "wait"));
        default -> throw new IllegalArgumentException(step);
      }
    }

    private void others() {
      DataFileWriter price =
          writer.table(TestingArchive.PRICE, CopyEncoding.BINARY, List.of("id", "amount"));
      byte[] run = TestingArchive.priceRows(100);
      price.append(run, run.length, 100);
      price.finish(100);
      writer.table(TestingArchive.EMPTY, CopyEncoding.TEXT, List.of("id")).finish(0);
      LargeObjectWriter objects = writer.largeObjects(TestingArchive.OBJECTS);
      TestingArchive.OBJECT_CONTENTS.forEach(
          (oid, content) -> objects.write(oid, new ByteArrayInputStream(content)));
      objects.finish();
    }
  }
}
