package io.multiboard.sync.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {
  private static final int ROWS = 12_345;

  @TempDir Path parent;

  @ParameterizedTest
  @ValueSource(
      strings = {"zstd:3", "zstd:1", "zstd:19", "gzip:6", "gzip:1", "lz4:1", "lz4:9", "none"})
  void whatIsWrittenIsRead(String compression) throws IOException {
    Path folder = parent.resolve("archive");
    ArchiveFacts facts = TestingArchive.write(folder, Compression.parse(compression), ROWS);

    try (ArchiveFolder archive = ArchiveFolder.open(folder)) {
      assertThat(archive.contents()).isEqualTo(TestingArchive.contents());
      assertThat(archive.manifest()).contains(facts.manifest());
      assertReads(archive);
      try (TableRows part = archive.open(TestingArchive.PART)) {
        assertThat(part.expectedRows()).isEqualTo(ROWS);
      }
    }
    assertThat(facts.folder()).isEqualTo(folder.toRealPath());
    assertThat(facts.bytes()).isEqualTo(size(folder));
    assertThat(parent).isDirectoryNotContaining(file -> !file.equals(folder));
  }

  @ParameterizedTest
  @ValueSource(strings = {"zstd:3", "gzip:6", "lz4:1", "none"})
  void aSpoolIsReadBeforeAndAfterItIsAnArchive(String compression) throws IOException {
    try (ArchiveWriter writer =
        ArchiveWriter.create(parent.resolve("archive"), Compression.parse(compression), "run-1")) {
      try (TableRows early = writer.spool().open(TestingArchive.PART)) {
        assertThat(early.expectedRows()).isEqualTo(TableRows.UNKNOWN);
        TestingArchive.fill(writer, ROWS);
        assertThat(early.expectedRows()).isEqualTo(ROWS);
        assertThat(TestingArchive.rows(early))
            .hasSize(TestingArchive.bytes(TestingArchive.partRows(0, ROWS)).length);
      }
      assertReads(writer.spool());
    }
  }

  private static void assertReads(ArchiveSource source) throws IOException {
    try (TableRows part = source.open(TestingArchive.PART);
        TableRows price = source.open(TestingArchive.PRICE);
        TableRows empty = source.open(TestingArchive.EMPTY)) {
      assertThat(sorted(TestingArchive.rows(part)))
          .isEqualTo(sorted(TestingArchive.bytes(TestingArchive.partRows(0, ROWS))));
      assertThat(TestingArchive.rows(price)).isEqualTo(TestingArchive.priceRows(100));
      assertThat(TestingArchive.rows(empty)).isEmpty();
    }
    Map<Long, String> objects = new TreeMap<>();
    for (LargeObject object : source.largeObjects(TestingArchive.OBJECTS)) {
      try (InputStream content = object.open()) {
        objects.put(object.oid(), Digests.sha256(content.readAllBytes()));
      }
    }
    Map<Long, String> written = new TreeMap<>();
    TestingArchive.OBJECT_CONTENTS.forEach(
        (oid, content) -> written.put(oid, Digests.sha256(content)));
    assertThat(objects).isEqualTo(written);
  }

  /// Rows come in any order.
  private static String sorted(byte[] rows) {
    String text = new String(rows, StandardCharsets.UTF_8);
    return Digests.sha256(
        TestingArchive.bytes(text.lines().sorted().collect(Collectors.joining("\n"))));
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
