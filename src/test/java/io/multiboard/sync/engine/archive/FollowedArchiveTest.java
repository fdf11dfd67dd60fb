package io.multiboard.sync.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One process writes an archive, another reads it while it grows.
@Timeout(120)
class FollowedArchiveTest {
  private static final FollowedArchive.Patience PATIENCE =
      new FollowedArchive.Patience(Duration.ofSeconds(30), Duration.ofSeconds(30));
  private static final FollowedArchive.Patience SHORT =
      new FollowedArchive.Patience(Duration.ofSeconds(4), Duration.ofSeconds(4));

  @TempDir Path parent;
  private Path folder = Path.of("");

  @BeforeEach
  void place() {
    folder = parent.resolve("archive");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zstd", "lz4", "gzip", "none"})
  void rowsComeWhileTheOtherProcessWritesThem(String compression) throws Exception {
    try (TestingExporter exporter = TestingExporter.start(folder, "1", compression);
        var others = Executors.newVirtualThreadPerTaskExecutor()) {
      exporter.does("begin", "open", "rows");
      try (ArchiveSource source = FollowedArchive.follow(folder, PATIENCE)) {
        assertThat(source.contents()).isEqualTo(TestingArchive.contents());
        TableRows part = source.open(TestingArchive.PART);
        Piece first = part.next().orElseThrow();
        assertThat(text(first)).isEqualTo(TestingArchive.partRows(0, 1000));
        assertThat(part.expectedRows()).isEqualTo(TableRows.UNKNOWN);

        exporter.does("rows");
        assertThat(text(part.next().orElseThrow())).isEqualTo(TestingArchive.partRows(1000, 1000));
        var end = others.submit(part::next);
        exporter.does("part");
        assertThat(end.get()).isEmpty();
        assertThat(part.expectedRows()).isEqualTo(2000);

        var whole = CompletableFuture.runAsync(source::awaitWhole, others);
        exporter.does("others");
        assertThat(whole).isNotDone();
        exporter.does("finish");
        whole.get();
        assertThat(source.manifest().orElseThrow().rows()).isEqualTo(2100);
        // What was read from the growing folder can still be read from the finished one.
        assertAllThere(source, 2000);
      }
    }
    assertThat(parent).isDirectoryContaining(path -> path.endsWith("archive"));
    assertThat(names(parent)).containsExactly("archive");
    assertThat(names(folder)).doesNotContain("journal").contains("toc.dat", "manifest.json");
    try (ArchiveFolder archive = ArchiveFolder.open(folder)) {
      assertAllThere(archive, 2000);
    }
  }

  private static void assertAllThere(ArchiveSource source, int rows) {
    assertThat(text(TestingArchive.rows(source.open(TestingArchive.PART))))
        .isEqualTo(TestingArchive.partRows(0, rows));
    assertThat(TestingArchive.rows(source.open(TestingArchive.PRICE)))
        .isEqualTo(TestingArchive.priceRows(100));
    assertThat(TestingArchive.rows(source.open(TestingArchive.EMPTY))).isEmpty();
    List<Long> oids = new ArrayList<>();
    for (LargeObject object : source.largeObjects(TestingArchive.OBJECTS)) {
      oids.add(object.oid());
      try (var content = object.open()) {
        assertThat(content.readAllBytes())
            .isEqualTo(TestingArchive.OBJECT_CONTENTS.get(object.oid()));
      } catch (IOException failure) {
        throw new AssertionError(failure);
      }
    }
    assertThat(oids).containsExactlyInAnyOrderElementsOf(TestingArchive.OBJECT_CONTENTS.keySet());
  }

  @Test
  void anotherReaderStartsFromWhatIsThere() throws Exception {
    try (TestingExporter exporter = TestingExporter.start(folder, "1", "zstd")) {
      exporter.does("begin", "open", "rows", "rows", "part", "others");
      for (int restart = 0; restart < 2; restart++) {
        try (ArchiveSource source = FollowedArchive.follow(folder, PATIENCE)) {
          assertAllThere(source, 2000);
          assertThat(((FollowedArchive) source).estimate(TestingArchive.PART))
              .contains(new ArchiveWriter.Estimate(10, 7, 77));
        }
      }
      exporter.does("finish");
      try (ArchiveSource source = FollowedArchive.follow(folder, PATIENCE)) {
        assertThat(source).isInstanceOf(ArchiveFolder.class);
        assertAllThere(source, 2000);
      }
    }
  }

  /// The archive has got its name before its reader has read a line of what was done.
  @Test
  void aReaderThatLagsBehindFindsAllInItsPlace() throws Exception {
    try (TestingExporter exporter = TestingExporter.start(folder, "1", "zstd").does("begin")) {
      JournalTail tail = JournalTail.open(parent.resolve("archive.partial-1.journal"));
      exporter.does("open", "rows", "part", "others", "finish");
      try (ArchiveSource source = FollowedArchive.following(folder, tail, PATIENCE.silence())) {
        source.awaitWhole();
        assertAllThere(source, 1000);
      }
    }
  }

  @Test
  void theTableOfContentsIsFoundOnItsWayIntoTheArchive() throws Exception {
    Path growing = parent.resolve("archive.partial-1");
    try (TestingExporter exporter = TestingExporter.start(folder, "1", "zstd")) {
      exporter.does("begin");
      Files.move(growing.resolve("toc.dat.partial"), growing.resolve("toc.dat"));
      try (ArchiveSource source = FollowedArchive.follow(folder, PATIENCE)) {
        assertThat(source.contents()).isEqualTo(TestingArchive.contents());
      }
      Files.createDirectory(folder);
      Files.move(growing.resolve("toc.dat"), folder.resolve("toc.dat"));
      try (ArchiveSource source = FollowedArchive.follow(folder, PATIENCE)) {
        assertThat(source.contents()).isEqualTo(TestingArchive.contents());
      }
      Files.delete(folder.resolve("toc.dat"));
      try (ArchiveSource source = FollowedArchive.follow(folder, PATIENCE)) {
        assertThatLost(source::contents);
      }
    }
  }

  @Test
  void aReaderWaitsForAnExportToBegin() throws Exception {
    Path late = parent.resolve("run").resolve("archive");
    try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
      var source = others.submit(() -> FollowedArchive.follow(late, PATIENCE));
      Thread.sleep(200);
      assertThat(source).isNotDone();
      Files.createDirectory(late.resolveSibling(""));
      try (TestingExporter _ = TestingExporter.start(late, "1", "zstd").does("begin");
          ArchiveSource followed = source.get()) {
        assertThat(followed.contents()).isEqualTo(TestingArchive.contents());
      }
    }
  }

  @Test
  void nobodyWaitsForEver() {
    assertThatLost(() -> FollowedArchive.follow(folder, SHORT));
  }

  @Test
  void aKilledExporterIsNoticed() throws Exception {
    try (TestingExporter exporter = TestingExporter.start(folder, "1", "zstd")) {
      exporter.does("begin", "open", "rows");
      try (ArchiveSource source = FollowedArchive.follow(folder, SHORT)) {
        TableRows part = source.open(TestingArchive.PART);
        assertThat(part.next()).isPresent();
        exporter.signal("KILL");
        assertThatLost(part::next);
        assertThatLost(source::awaitWhole);
        assertThatLost(() -> source.open(TestingArchive.PRICE).next());
      }
      // What it left is no sign of life, and the next attempt clears it away.
      assertThatLost(() -> FollowedArchive.follow(folder, SHORT));
    }
    try (TestingExporter next = TestingExporter.start(folder, "2", "zstd").does("begin")) {
      assertThat(names(parent)).noneMatch(name -> name.contains("partial-1"));
      next.does("open", "rows", "part", "others", "finish");
      try (ArchiveSource source = FollowedArchive.follow(folder, SHORT)) {
        assertAllThere(source, 1000);
      }
    }
  }

  @Test
  void whoMissesAFileOfAKilledExporterIsToldSo() throws Exception {
    try (TestingExporter exporter = TestingExporter.start(folder, "1", "zstd")) {
      exporter.does("begin", "open", "rows");
      try (ArchiveSource source = FollowedArchive.follow(folder, SHORT)) {
        TableRows part = source.open(TestingArchive.PART);
        exporter.signal("KILL");
        Files.delete(parent.resolve("archive.partial-1").resolve("10.dat.zst"));
        assertThatLost(part::next);
      }
    }
  }

  @Test
  void aStoppedExporterIsNoticedAndAnotherTakesItsPlace() throws Exception {
    try (TestingExporter stopped = TestingExporter.start(folder, "1", "zstd")) {
      stopped.does("begin", "open", "rows");
      try (ArchiveSource source = FollowedArchive.follow(folder, SHORT)) {
        stopped.signal("STOP");
        assertThatLost(source::awaitWhole);
      }
      try (TestingExporter next = TestingExporter.start(folder, "2", "zstd")) {
        next.does("begin", "open", "rows", "rows", "part", "others", "finish");
      }
      stopped.signal("CONT");
      assertThatThrownBy(() -> stopped.does("part", "others", "finish"))
          .isInstanceOf(AssertionError.class);
    }
    try (ArchiveFolder archive = ArchiveFolder.open(folder)) {
      assertAllThere(archive, 2000);
    }
  }

  @Test
  void aFailureIsTold() throws Exception {
    try (TestingExporter exporter = TestingExporter.start(folder, "1", "zstd")) {
      exporter.does("begin");
      try (ArchiveSource source = FollowedArchive.follow(folder, PATIENCE)) {
        exporter.does("fail");
        assertThatThrownBy(source::awaitWhole)
            .isInstanceOfSatisfying(
                SyncException.class,
                failure -> {
                  assertThat(failure.reason()).isEqualTo(Reason.ExportLost);
                  assertThat(failure).hasMessageContaining("LockTimeout").hasMessageContaining("ä");
                });
      }
    }
  }

  private static void assertThatLost(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SyncException.class,
            failure -> {
              assertThat(failure.reason()).isEqualTo(Reason.ExportLost);
              assertThat(failure.reason().retryHelps()).isTrue();
            });
  }

  private static String text(Piece piece) {
    return new String(piece.bytes(), piece.offset(), piece.length(), StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
