package io.multiboard.sync.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that are whole or not there.
class WholeFileTest {
  @TempDir Path folder;

  @Test
  void theNewTextTakesThePlaceOfTheOldOne() throws IOException {
    Path file = folder.resolve("run").resolve("outcome.json");
    WholeFile.write(file, "the first, and longer");
    WholeFile.write(file, "ä");

    assertThat(file).hasContent("ä");
    assertThat(names(folder.resolve("run"))).containsExactly("outcome.json");
  }

  @Test
  void anInterruptDoesNotKeepTheLastWordFromTheDisk() throws IOException {
    Thread.currentThread().interrupt();
    WholeFile.write(folder.resolve("outcome.json"), "Interrupted");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(folder.resolve("outcome.json")).hasContent("Interrupted");
  }

  @Test
  void whatCannotGetItsNameIsNotLeftUnderAnother() throws IOException {
    Path occupied = Files.createDirectories(folder.resolve("outcome.json").resolve("in-the-way"));

    assertThatThrownBy(() -> WholeFile.write(folder.resolve("outcome.json"), "text"))
        .isInstanceOfSatisfying(
            SyncException.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.StorageError));

    assertThat(occupied).isDirectory();
    assertThat(names(folder)).containsExactly("outcome.json");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
