package io.multiboard.sync.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An archive that is not as it was written is refused when it is opened, before anything of it is
/// used.
class AlteredArchiveTest {
  private static final int PLACES = 64;
  private static final int ROWS = 3_000;

  @TempDir Path parent;
  private Path folder;

  @BeforeEach
  void place() {
    folder = parent.resolve("archive");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zstd:3", "gzip:6", "lz4:1", "none"})
  void refusesEveryFlippedBit(String compression) throws IOException {
    TestingArchive.write(folder, Compression.parse(compression), ROWS);
    Random random = new Random(29);
    for (Path file : files()) {
      byte[] bytes = Files.readAllBytes(file);
      for (int place = 0; place < Math.min(PLACES, bytes.length); place++) {
        int at = (int) ((long) bytes.length * place / PLACES);
        byte[] altered = bytes.clone();
        altered[at] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, altered);
        assertRefused(file + " at " + at);
      }
      Files.write(file, bytes);
    }
    ArchiveFolder.open(folder).close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zstd:3", "gzip:6", "lz4:1", "none"})
  void refusesEveryCutFile(String compression) throws IOException {
    TestingArchive.write(folder, Compression.parse(compression), ROWS);
    assertCutsRefused();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zstd:3", "gzip:6", "lz4:1", "none"})
  void refusesEveryCutFileOfPgDump(String compression) throws IOException {
    asOfPgDump(Compression.parse(compression));
    assertCutsRefused();
  }

  private void assertCutsRefused() throws IOException {
    for (Path file : files()) {
      byte[] bytes = Files.readAllBytes(file);
      for (int place = 0; place < PLACES; place++) {
        int length = (int) ((long) bytes.length * place / PLACES);
        Files.write(file, Arrays.copyOf(bytes, length));
        if (length < bytes.length && !mayBeWhole(file, length)) {
          assertRefused(file + " cut to " + length);
        }
      }
      Files.write(file, bytes);
    }
    ArchiveFolder.open(folder).close();
  }

  /// Without a manifest nobody knows how long a large object was, if it is not compressed; and a
  /// list that is cut between lines or empty is a list.
  private boolean mayBeWhole(Path file, int length) {
    boolean manifest = Files.exists(folder.resolve("manifest.json"));
    String name = file.getFileName().toString();
    return !manifest
        && name.startsWith("blob")
        && (name.matches("blob_[0-9]+\\.dat") || length == 0);
  }

  @Test
  void refusesTextWithoutItsEnd() throws IOException {
    asOfPgDump(Compression.NONE);
    Path file = folder.resolve("10.dat");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - "\\.\n\n\n".length()));
    assertThat(refusal())
        .message()
        .contains("'10.dat' was cut: the line '\\.' at its end is missing");
  }

  @Test
  void refusesEveryMissingFile() throws IOException {
    TestingArchive.write(folder, Compression.DEFAULT, ROWS);
    for (Path file : files()) {
      Path elsewhere = parent.resolve("elsewhere");
      Files.move(file, elsewhere);
      assertThat(refusal())
          .message()
          .contains("'" + file.getFileName().toString().replaceFirst("\\.zst$", ""));
      Files.move(elsewhere, file);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "99.dat",
        "99.dat.zst",
        "10.dat.gz",
        "blob_5.dat",
        "blobs_7.toc",
        "notes.txt",
        "010.dat",
        "toc.dat.gz",
        "..dat",
        "toc.dat.partial"
      })
  void refusesEveryFileTooMuch(String name) throws IOException {
    TestingArchive.write(folder, Compression.DEFAULT, ROWS);
    Files.writeString(folder.resolve(name), "something");
    assertThat(refusal()).message().contains("'" + name + "'");
  }

  @Test
  void refusesSwappedFiles() throws IOException {
    TestingArchive.write(folder, Compression.DEFAULT, ROWS);
    for (Path one : files()) {
      for (Path other : files()) {
        if (!one.equals(other)) {
          swap(one, other);
          assertRefused(one + " and " + other);
          swap(one, other);
        }
      }
    }
  }

  private void swap(Path one, Path other) throws IOException {
    Path between = parent.resolve("between");
    Files.move(one, between);
    Files.move(other, one);
    Files.move(between, other);
  }

  @Test
  void followsNoLink() throws IOException {
    TestingArchive.write(folder, Compression.DEFAULT, ROWS);
    Path file = folder.resolve("10.dat.zst");
    Path elsewhere = parent.resolve("elsewhere");
    Files.move(file, elsewhere);
    Files.createSymbolicLink(file, elsewhere);
    assertThat(refusal()).message().contains("'10.dat.zst' is a link");
  }

  @Test
  void refusesFoldersWithin() throws IOException {
    TestingArchive.write(folder, Compression.DEFAULT, ROWS);
    Files.createDirectory(folder.resolve("99.dat"));
    assertThat(refusal()).message().contains("'99.dat' is a link, a folder or a device");
  }

  @Test
  void refusesWhatFollowsCompressedData() throws IOException {
    for (String compression : List.of("zstd:3", "gzip:6", "lz4:1", "none")) {
      folder = parent.resolve(compression);
      asOfPgDump(Compression.parse(compression));
      Path file =
          files().stream()
              .filter(each -> each.toString().contains("10.dat"))
              .findFirst()
              .orElseThrow();
      Files.write(file, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
      assertRefused(compression);
    }
  }

  @Test
  void refusesOursWithoutItsManifest() throws IOException {
    TestingArchive.write(folder, Compression.DEFAULT, ROWS);
    Files.delete(folder.resolve("manifest.json"));
    assertThat(refusal()).message().contains("'manifest.json' is missing");
  }

  @Test
  void verificationTellsOfEveryFile() throws IOException {
    TestingArchive.write(folder, Compression.DEFAULT, ROWS);
    assertThat(ArchiveVerification.run(folder, ReadLimits.DEFAULT, file -> {}).problem()).isEmpty();
    Files.write(folder.resolve("10.dat.zst"), new byte[] {1}, StandardOpenOption.APPEND);
    byte[] price = Files.readAllBytes(folder.resolve("11.dat.zst"));
    price[price.length / 2] ^= 1;
    Files.write(folder.resolve("11.dat.zst"), price);
    var report = ArchiveVerification.run(folder, ReadLimits.DEFAULT, file -> {});
    assertThat(report.files())
        .extracting(ArchiveVerification.Checked::file)
        .containsExactly(
            "toc.dat",
            "10.dat.zst",
            "11.dat.zst",
            "12.dat.zst",
            "blobs.toc",
            "blob_4711.dat.zst",
            "blob_4294967295.dat.zst");
    assertThat(report.files().stream().filter(file -> file.problem().isPresent()))
        .extracting(ArchiveVerification.Checked::file)
        .containsExactly("10.dat.zst", "11.dat.zst");
  }

  @Test
  void anInterruptEndsTheProof() {
    TestingArchive.write(folder, Compression.DEFAULT, ROWS);
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> ArchiveFolder.open(folder)).hasMessage("the run was cancelled");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  /// The same archive as pg_dump would write it: no manifest, and its own name in the table of
  /// contents.
  private void asOfPgDump(Compression compression) throws IOException {
    TestingArchive.write(folder, compression, ROWS);
    Files.delete(folder.resolve("manifest.json"));
    Files.write(
        folder.resolve("toc.dat"),
        TocWriter.write(TestingArchive.contents(), Instant.EPOCH, 0, "15.18"));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private void assertRefused(String what) {
    assertThat(refusal()).as(what).isNotNull();
  }

  private SyncException refusal() {
    SyncException refusal =
        catchThrowableOfType(SyncException.class, () -> ArchiveFolder.open(folder).close());
    if (refusal != null) {
      assertThat(refusal.reason()).isEqualTo(Reason.ArchiveCorrupt);
    }
    return refusal;
  }
}
