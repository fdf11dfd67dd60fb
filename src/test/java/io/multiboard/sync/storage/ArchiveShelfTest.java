package io.multiboard.sync.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a folder holds of a sync's runs.
class ArchiveShelfTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @TempDir Path folder;
  private ArchiveShelf shelf = new ArchiveShelf(Path.of(""), "archive", "mark");

  @BeforeEach
  void look() {
    shelf = new ArchiveShelf(folder.resolve("shop_nightly"), "archive", "mark");
  }

  private Path run(String name) {
    return folder.resolve("shop_nightly").resolve(name);
  }

  private void archive(String name, int bytes, Duration ago) throws IOException {
    Path archive = Files.createDirectories(run(name).resolve("archive"));
    Files.write(archive.resolve("1.dat"), new byte[bytes]);
    Path mark = Files.writeString(archive.resolve("mark"), "");
    Files.setLastModifiedTime(mark, FileTime.from(NOON.minus(ago)));
  }

  @Test
  void nothingIsThereBeforeTheFirstRun() {
    assertThat(shelf.archives()).isEmpty();
    assertThat(shelf.barrenSince(NOON)).isEmpty();
    shelf.tidy();
    shelf.remove("never-was");
  }

  @Test
  void onlyFinishedArchivesAreListedTheNewestFirst() throws IOException {
    archive("old", 300, Duration.ofDays(2));
    archive("new", 100, Duration.ofDays(1));
    Files.createDirectories(run("growing").resolve("archive.partial-1"));
    Files.writeString(run("new").resolve("outcome-export-1.json"), "{}");
    Files.writeString(folder.resolve("shop_nightly").resolve("a-file"), "");
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere").resolve("archive"));
    Files.writeString(elsewhere.resolve("mark"), "");
    Files.createSymbolicLink(run("link"), elsewhere.resolveSibling(""));

    assertThat(shelf.archives())
        .containsExactly(
            new ArchiveShelf.Shelved("new", 102, NOON.minus(Duration.ofDays(1))),
            new ArchiveShelf.Shelved("old", 300, NOON.minus(Duration.ofDays(2))));
  }

  @Test
  void aRemovalThatWasCutShortIsNoArchiveAndIsTakenUpAgain() throws IOException {
    archive("old", 300, Duration.ofDays(2));
    archive("kept", 300, Duration.ofDays(2));
    Path outside = Files.writeString(folder.resolve("outside"), "stays");
    Files.createSymbolicLink(run("old").resolve("archive").resolve("link"), outside);
    Files.move(run("old"), run(".removed-old"));

    assertThat(shelf.archives()).extracting(ArchiveShelf.Shelved::run).containsExactly("kept");
    shelf.tidy();

    assertThat(names()).containsExactly("kept");
    assertThat(outside).hasContent("stays");
    shelf.remove("kept");
    assertThat(names()).isEmpty();
  }

  @Test
  void runsThatLeftNoArchiveAreKnownByTheirAge() throws IOException {
    archive("whole", 1, Duration.ofDays(9));
    for (String name : List.of("failed", "failing")) {
      Files.createDirectories(run(name));
      Path outcome = Files.writeString(run(name).resolve("outcome-export-1.json"), "{}");
      Files.setLastModifiedTime(outcome, FileTime.from(NOON.minus(Duration.ofDays(9))));
      Path journal = Files.writeString(run(name).resolve("archive.partial-2.journal"), "");
      Duration ago = name.equals("failed") ? Duration.ofDays(8) : Duration.ZERO;
      Files.setLastModifiedTime(journal, FileTime.from(NOON.minus(ago)));
      Files.setLastModifiedTime(run(name), FileTime.from(NOON.minus(Duration.ofDays(9))));
    }

    assertThat(shelf.barrenSince(NOON.minus(Duration.ofDays(7)))).containsExactly("failed");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("shop_nightly"))) {
      return runs.map(run -> run.getFileName().toString()).sorted().toList();
    }
  }
}
