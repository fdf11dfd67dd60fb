package io.multiboard.sync.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.multiboard.sync.engine.toc.CopyEncoding;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ArchiveWriterTest {
  @TempDir Path parent;

  private ArchiveWriter writer() {
    return ArchiveWriter.create(parent.resolve("archive"), Compression.DEFAULT, "run-1");
  }

  @Test
  void nothingLooksLikeAnArchiveBeforeTheEnd() throws IOException {
    try (ArchiveWriter writer = writer()) {
      writer.begin(TestingArchive.contents());
      DataFileWriter part =
          writer.table(TestingArchive.PART, CopyEncoding.TEXT, List.of("id", "name"));
      TestingArchive.writeParts(part, 10);
      assertThat(parent.resolve("archive")).doesNotExist();
      assertThat(parent.resolve("archive.partial-run-1"))
          .isDirectoryContaining(file -> file.endsWith("10.dat.zst"))
          .isDirectoryNotContaining(file -> file.endsWith("toc.dat"));
    }
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void onlyTheOwnerMayRead() throws IOException {
    Path folder = parent.resolve("archive");
    TestingArchive.write(folder, Compression.DEFAULT, 10);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void anEmptyFolderIsTaken() throws IOException {
    Path folder = Files.createDirectory(parent.resolve("archive"));
    TestingArchive.write(folder, Compression.DEFAULT, 10);
    ArchiveFolder.open(folder).close();
  }

  @Test
  void whatIsThereIsKept() throws IOException {
    Path folder = Files.createDirectory(parent.resolve("archive"));
    Files.writeString(folder.resolve("mine.txt"), "mine");
    assertRefused(this::writer, Reason.ArchiveExists, "is there already and is not empty");
    assertThat(folder.resolve("mine.txt")).hasContent("mine");
    Path file = Files.writeString(parent.resolve("file"), "");
    assertRefused(
        () -> ArchiveWriter.create(file, Compression.DEFAULT, "x"),
        Reason.ArchiveExists,
        "no folder");
  }

  @Test
  void whatAppearsMeanwhileIsKept() throws IOException {
    Path folder = parent.resolve("archive");
    try (ArchiveWriter writer = writer()) {
      Files.createDirectory(folder);
      Files.writeString(folder.resolve("mine.txt"), "mine");
      assertRefused(() -> TestingArchive.fill(writer, 10), Reason.ArchiveExists, "is not empty");
    }
    assertThat(folder.resolve("mine.txt")).hasContent("mine");
    assertThat(parent).isDirectoryNotContaining(file -> !file.equals(folder));
  }

  @Test
  void theParentMustBeThere() {
    assertRefused(
        () -> ArchiveWriter.create(parent.resolve("a/b"), Compression.DEFAULT, "x"),
        Reason.StorageError,
        "there is no folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../x", "a/b", "a b", "ü"})
  void aRunHasAPlainId(String runId) {
    assertThatThrownBy(
            () -> ArchiveWriter.create(parent.resolve("archive"), Compression.DEFAULT, runId))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void aWrongCountFailsTheArchiveAndItsReaders() {
    try (ArchiveWriter writer = writer()) {
      writer.begin(TestingArchive.contents());
      DataFileWriter part =
          writer.table(TestingArchive.PART, CopyEncoding.TEXT, List.of("id", "name"));
      part.append(TestingArchive.bytes("1\tone\n"), 6, 1);
      assertRefused(
          () -> part.finish(2),
          Reason.VerificationFailed,
          "of table 'public.part' 1 rows were exported, but it has 2");
      assertRefused(() -> part.append(new byte[1], 1, 1), Reason.VerificationFailed, "part");
      assertRefused(
          () -> writer.spool().open(TestingArchive.PRICE).next(),
          Reason.VerificationFailed,
          "part");
      assertRefused(() -> writer.finish(TestingArchive.SOURCE), Reason.VerificationFailed, "part");
    }
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void readersThatWaitAreToldOfAFailure() throws InterruptedException {
    try (ArchiveWriter writer = writer()) {
      var contents = CompletableFuture.supplyAsync(() -> writer.spool().contents());
      var rows =
          CompletableFuture.supplyAsync(() -> writer.spool().open(TestingArchive.PART).next());
      var objects =
          CompletableFuture.supplyAsync(
              () -> writer.spool().largeObjects(TestingArchive.OBJECTS).iterator().hasNext());
      TimeUnit.MILLISECONDS.sleep(100);
      assertThat(contents).isNotDone();
      writer.fail(new SyncException(Reason.ConnectionLost, "the source is gone", ""));
      for (CompletableFuture<?> reader : List.of(contents, rows, objects)) {
        assertThatThrownBy(reader::join)
            .isInstanceOf(CompletionException.class)
            .cause()
            .hasMessage("the source is gone");
      }
    }
  }

  @Test
  void readersOfAClosedWriterAreToldSo() {
    ArchiveWriter writer = writer();
    Spool spool = writer.spool();
    writer.close();
    assertRefused(spool::contents, Reason.Cancelled, "did not come to its end");
  }

  @Test
  void aReaderThatIsInterruptedStopsWaiting() throws InterruptedException {
    try (ArchiveWriter writer = writer()) {
      var caught = new CompletableFuture<Throwable>();
      Thread reader =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  writer.spool().open(TestingArchive.PART).next();
                } catch (SyncException cancelled) {
                  caught.complete(cancelled);
                }
              });
      TimeUnit.MILLISECONDS.sleep(50);
      reader.interrupt();
      assertThat(caught.join()).hasMessage("the run was cancelled");
    }
  }

  @Test
  void nothingMayBeForgotten() {
    try (ArchiveWriter writer = writer()) {
      writer.begin(TestingArchive.contents());
      assertThatThrownBy(() -> writer.finish(TestingArchive.SOURCE))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the rows of public.part were never finished");
    }
  }

  @Test
  void aTemporarySpoolLeavesNothing() {
    try (ArchiveWriter writer = ArchiveWriter.temporary(parent, Compression.DEFAULT, "run-1")) {
      ArchiveFacts facts = TestingArchive.fill(writer, 100);
      assertThat(facts.manifest().rows()).isEqualTo(200);
      try (TableRows part = writer.spool().open(TestingArchive.PART)) {
        assertThat(TestingArchive.rows(part)).asString().isEqualTo(TestingArchive.partRows(0, 100));
      }
    }
    assertThat(parent).isEmptyDirectory();
  }

  static void assertRefused(Runnable action, Reason reason, String message) {
    SyncException refusal = catchThrowableOfType(SyncException.class, action::run);
    assertThat(refusal).isNotNull().message().contains(message);
    assertThat(refusal.reason()).isEqualTo(reason);
  }
}
