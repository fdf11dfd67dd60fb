package io.multiboard.sync.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What lies in a growing archive is not what its journal tells.
@Timeout(120)
class AlteredSpoolTest {
  private static final FollowedArchive.Patience PATIENCE =
      new FollowedArchive.Patience(Duration.ofSeconds(30), Duration.ofSeconds(30));

  @TempDir Path parent;
  private Path folder = Path.of("");

  @BeforeEach
  void place() {
    folder = parent.resolve("archive");
  }

  @Test
  void whatDoesNotMatchItsDigestIsRefused() throws Exception {
    try (TestingExporter exporter = TestingExporter.start(folder, "1", "none")) {
      exporter.does("begin", "open", "rows", "part", "others");
      Path growing = parent.resolve("archive.partial-1");
      flip(growing.resolve("10.dat"), 500);
      flip(growing.resolve("blob_4294967295.dat"), 5);
      try (ArchiveSource source = FollowedArchive.follow(folder, PATIENCE)) {
        assertThatCorrupt(() -> source.open(TestingArchive.PART).next());
        assertThatCorrupt(() -> {
          for (LargeObject object : source.largeObjects(TestingArchive.OBJECTS)) {
            object.open().close();
          }
        });
      }
    }
  }

  @Test
  void anAlteredJournalOrTableOfContentsIsRefused() throws Exception {
    try (TestingExporter exporter = TestingExporter.start(folder, "1", "none")) {
      exporter.does("begin", "open", "rows", "part");
      Path growing = parent.resolve("archive.partial-1");
      flip(growing.resolve("toc.dat.partial"), 300);
      try (ArchiveSource source = FollowedArchive.follow(folder, PATIENCE)) {
        assertThatCorrupt(source::contents);
      }
      flip(growing.resolve("toc.dat.partial"), 300);
      flip(parent.resolve("archive.partial-1.journal"), 60);
      assertThatCorrupt(() -> {
        try (ArchiveSource source = FollowedArchive.follow(folder, PATIENCE)) {
          source.contents();
        }
      });
    }
  }

  private static void flip(Path file, long at) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(at);
      int value = bytes.read();
      bytes.seek(at);
      bytes.write(value ^ 1);
    }
  }

  private static void assertThatCorrupt(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SyncException.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.ArchiveCorrupt));
  }
}
