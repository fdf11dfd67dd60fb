package io.multiboard.sync.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.failure.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LeftoversTest {
  @TempDir Path parent;

  /// Another process that writes an archive until it is killed.
  static final class Victim {
    private Victim() {}

    public static void main(String[] arguments) throws InterruptedException {
      ArchiveWriter writer =
          ArchiveWriter.create(Path.of(arguments[0]), Compression.DEFAULT, arguments[1]);
      writer.begin(TestingArchive.contents());
      System.out.println("writing");
      TimeUnit.MINUTES.sleep(2);
    }
  }

  private Process victim(String runId) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                parent.resolve("archive").toString(),
                runId)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    assertThat(output.readLine()).isEqualTo("writing");
    return process;
  }

  @Test
  void theNextRunRemovesWhatAKilledOneLeft() throws Exception {
    Process victim = victim("run-1");
    try {
      assertThat(parent.resolve("archive.partial-run-1")).isNotEmptyDirectory();
      ArchiveWriterTest.assertRefused(
          () -> TestingArchive.write(parent.resolve("archive"), Compression.DEFAULT, 1),
          Reason.ArchiveExists,
          "is being written by another run");
      assertThat(parent.resolve("archive.partial-run-1")).isNotEmptyDirectory();
    } finally {
      victim.destroyForcibly().waitFor();
    }
    assertThat(parent.resolve("archive.partial-run-1")).isNotEmptyDirectory();
    TestingArchive.write(parent.resolve("archive"), Compression.DEFAULT, 1);
    assertThat(parent).isDirectoryNotContaining(file -> !file.endsWith("archive"));
  }

  @Test
  void runsOfOtherArchivesGoOn() {
    try (ArchiveWriter one =
        ArchiveWriter.create(parent.resolve("one"), Compression.DEFAULT, "a")) {
      Leftovers.remove(parent);
      TestingArchive.write(parent.resolve("two"), Compression.DEFAULT, 1);
      TestingArchive.fill(one, 10);
    }
    ArchiveFolder.open(parent.resolve("one")).close();
    ArchiveFolder.open(parent.resolve("two")).close();
  }

  @Test
  void whatIsNotOursStays() throws IOException {
    Files.createDirectory(parent.resolve("archive.partial-x"));
    Files.writeString(parent.resolve("archive.partial-x.lock"), "of somebody else");
    Files.createDirectory(parent.resolve("archive.partial-y"));
    Leftovers.remove(parent);
    assertThat(parent.resolve("archive.partial-x.lock")).hasContent("of somebody else");
    assertThat(parent.resolve("archive.partial-x")).isDirectory();
    assertThat(parent.resolve("archive.partial-y")).isDirectory();
  }

  @Test
  void followsNoLinkOfSomebodyElse() throws IOException {
    Path precious = Files.writeString(parent.resolve("precious"), "precious");
    Files.createSymbolicLink(parent.resolve("archive.partial-a.lock"), precious);
    ArchiveWriterTest.assertRefused(
        () -> ArchiveWriter.create(parent.resolve("archive"), Compression.DEFAULT, "a"),
        Reason.ArchiveExists,
        "is being written by another run");
    Leftovers.remove(parent);
    assertThat(precious).hasContent("precious");
  }
}
