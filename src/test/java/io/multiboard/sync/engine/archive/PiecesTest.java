package io.multiboard.sync.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.engine.toc.CopyEncoding;
import io.multiboard.sync.engine.toc.TableOfContents;
import io.multiboard.sync.engine.toc.TocEntry;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows come back in pieces of whole rows, whatever their width and however many read.
@Timeout(120)
class PiecesTest {
  private static final int WIDE = 30 << 20;

  @TempDir Path parent;

  private static TocEntry.TableData table(CopyEncoding encoding) {
    return TestingArchive.table(10, "t", encoding, "value");
  }

  private static byte[] row(CopyEncoding encoding, int length, Random random) {
    ByteBuffer row = ByteBuffer.allocate(length + 10);
    byte[] value = new byte[length];
    for (int at = 0; at < length; at++) {
      value[at] = (byte) ('a' + random.nextInt(26));
    }
    return switch (encoding) {
      case TEXT -> bytes(row.put(value).put((byte) '\n'));
      case BINARY -> bytes(row.putShort((short) 1).putInt(length).put(value));
    };
  }

  private static byte[] bytes(ByteBuffer row) {
    byte[] bytes = new byte[row.position()];
    row.flip().get(bytes);
    return bytes;
  }

  @ParameterizedTest
  @EnumSource
  void wideRowsStayWhole(CopyEncoding encoding) {
    int[] lengths = {
      0, WIDE, 5, (4 << 20) - 1, 4 << 20, (8 << 20) + 1, 0, 1, (4 << 20) - 7, 12 << 20
    };
    Random random = new Random(1);
    List<byte[]> rows = new ArrayList<>();
    TocEntry.TableData entry = table(encoding);
    Path folder = parent.resolve("archive");
    try (ArchiveWriter writer = ArchiveWriter.create(folder, Compression.parse("zstd:1"), "a")) {
      writer.begin(new TableOfContents("app", "15", List.of(entry)));
      DataFileWriter file = writer.table(entry, encoding, List.of("value"));
      for (int length : lengths) {
        byte[] row = row(encoding, length, random);
        rows.add(row);
        file.append(row, row.length, 1);
      }
      file.finish(lengths.length);
      try (TableRows spool = writer.spool().open(entry)) {
        assertThat(digest(TestingArchive.rows(spool))).isEqualTo(digest(joined(rows)));
      }
      writer.finish(TestingArchive.SOURCE);
    }
    try (ArchiveFolder archive = ArchiveFolder.open(folder);
        TableRows table = archive.open(entry)) {
      assertWholeRows(table, encoding, rows);
    }
  }

  private static void assertWholeRows(TableRows table, CopyEncoding encoding, List<byte[]> rows) {
    long count = 0;
    List<byte[]> pieces = new ArrayList<>();
    for (Optional<Piece> piece = table.next(); piece.isPresent(); piece = table.next()) {
      byte[] content = new byte[piece.get().length()];
      System.arraycopy(piece.get().bytes(), piece.get().offset(), content, 0, content.length);
      if (encoding == CopyEncoding.TEXT) {
        assertThat(content[content.length - 1]).isEqualTo((byte) '\n');
      } else {
        assertThat(ByteBuffer.wrap(content).getShort()).isEqualTo((short) 1);
      }
      pieces.add(content);
      count += piece.get().rows();
      table.recycle(piece.get());
    }
    assertThat(count).isEqualTo(rows.size());
    assertThat(digest(joined(pieces))).isEqualTo(digest(joined(rows)));
  }

  private static byte[] joined(List<byte[]> parts) {
    var all = new java.io.ByteArrayOutputStream();
    parts.forEach(all::writeBytes);
    return all.toByteArray();
  }

  private static String digest(byte[] bytes) {
    return Digests.sha256(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zstd:1", "gzip:1", "lz4:1", "none"})
  void manyWriteAndManyRead(String compression) throws Exception {
    int pieces = 60;
    int rowsEach = 40_000;
    TocEntry.TableData entry = table(CopyEncoding.TEXT);
    Path folder = parent.resolve("archive");
    try (ArchiveWriter writer = ArchiveWriter.create(folder, Compression.parse(compression), "a");
        var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      writer.begin(new TableOfContents("app", "15", List.of(entry)));
      DataFileWriter file = writer.table(entry, CopyEncoding.TEXT, List.of("value"));
      TableRows rows = writer.spool().open(entry);
      List<Future<?>> readers = new ArrayList<>();
      Queue<Long> sums = new ConcurrentLinkedQueue<>();
      for (int reader = 0; reader < 3; reader++) {
        readers.add(pool.submit(() -> sums.add(sum(rows))));
      }
      List<Future<?>> writers = new ArrayList<>();
      for (int piece = 0; piece < pieces; piece++) {
        int from = piece * rowsEach;
        writers.add(pool.submit(() -> appendNumbers(file, from, rowsEach)));
      }
      for (Future<?> done : writers) {
        done.get();
      }
      file.finish((long) pieces * rowsEach);
      for (Future<?> done : readers) {
        done.get();
      }
      long all = (long) pieces * rowsEach;
      assertThat(sums.stream().mapToLong(Long::longValue).sum()).isEqualTo(all * (all - 1) / 2);
      writer.finish(TestingArchive.SOURCE);
    }
    try (ArchiveFolder archive = ArchiveFolder.open(folder);
        TableRows rows = archive.open(entry)) {
      long all = (long) pieces * rowsEach;
      assertThat(sum(rows)).isEqualTo(all * (all - 1) / 2);
    }
  }

  private static void appendNumbers(DataFileWriter file, int from, int count) {
    StringBuilder rows = new StringBuilder();
    for (int number = from; number < from + count; number++) {
      rows.append(number).append('\n');
    }
    byte[] bytes = TestingArchive.bytes(rows.toString());
    file.append(bytes, bytes.length, count);
  }

  /// Of the numbers in the rows that this reader gets.
  private static long sum(TableRows rows) {
    long sum = 0;
    for (Optional<Piece> piece = rows.next(); piece.isPresent(); piece = rows.next()) {
      long number = 0;
      for (int at = 0; at < piece.get().length(); at++) {
        byte letter = piece.get().bytes()[piece.get().offset() + at];
        if (letter == '\n') {
          sum += number;
          number = 0;
        } else {
          number = 10 * number + letter - '0';
        }
      }
      rows.recycle(piece.get());
    }
    return sum;
  }

  @Test
  void lineFeedsAreCounted() {
    Random random = new Random(7);
    byte[] bytes = new byte[10_000];
    random.nextBytes(bytes);
    for (int round = 0; round < 1000; round++) {
      int from = random.nextInt(bytes.length);
      int to = from + random.nextInt(bytes.length - from + 1);
      long expected = 0;
      for (int at = from; at < to; at++) {
        expected += bytes[at] == '\n' ? 1 : 0;
      }
      assertThat(LineFeeds.count(bytes, from, to)).isEqualTo(expected);
    }
  }
}
