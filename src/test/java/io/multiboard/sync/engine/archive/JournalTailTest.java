package io.multiboard.sync.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiboard.sync.failure.SyncException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTailTest {
  private static final int MANY = 20_000;
  private static final String DIGEST = "0123456789abcdef".repeat(4);

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void begin() {
    file = folder.resolve("archive.partial-1.journal");
  }

  private void add(String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static String written(int piece, String digest) {
    Segment segment = new Segment(piece * 100L, 100, 400, 7, Optional.of(digest));
    return new JournalEntry.Written(9, segment).line();
  }

  @Test
  void aLongJournalIsNeverInMemoryAsAWhole() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int piece = 0; piece < MANY; piece++) {
      lines.append(written(piece, DIGEST));
    }
    add(lines.toString());
    List<Long> offsets = new ArrayList<>();
    try (JournalTail tail = JournalTail.open(file)) {
      for (List<JournalEntry> some = tail.read(); !some.isEmpty(); some = tail.read()) {
        assertThat(some).hasSizeLessThan(1000);
        for (JournalEntry each : some) {
          Segment segment = ((JournalEntry.Written) each).segment();
          assertThat(segment.sha256()).contains(DIGEST);
          offsets.add(segment.offset());
        }
      }
    }
    assertThat(offsets).hasSize(MANY).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aLineIsReadWhenItIsWhole() throws Exception {
    String line = new JournalEntry.Alive().line();
    add(line + line.substring(0, 4));
    try (JournalTail tail = JournalTail.open(file)) {
      assertThat(tail.read()).hasSize(1);
      assertThat(tail.read()).isEmpty();
      add(line.substring(4));
      assertThat(tail.read()).containsExactly(new JournalEntry.Alive());
    }
  }

  @Test
  void aPieceWithoutAWholeDigestIsRefused() throws Exception {
    String whole = written(1, DIGEST);
    assertThat(JournalEntry.parse(whole.strip())).isPresent();
    for (String digest : List.of("", DIGEST.substring(2), "no digest")) {
      String line = checked(whole.substring(0, whole.indexOf(DIGEST)) + digest);
      assertThat(JournalEntry.parse(line)).as(line).isEmpty();
      Files.deleteIfExists(file);
      add(line + "\n");
      try (JournalTail tail = JournalTail.open(file)) {
        assertThatThrownBy(tail::read).isInstanceOf(SyncException.class);
      }
    }
  }

  private static String checked(String body) {
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    crc.update(body.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    return body + " %08x".formatted(crc.getValue());
  }
}
