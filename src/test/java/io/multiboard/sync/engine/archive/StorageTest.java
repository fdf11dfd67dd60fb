package io.multiboard.sync.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.multiboard.sync.engine.toc.CopyEncoding;
import io.multiboard.sync.failure.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A volume that is full or read-only. Needs the right to mount one; elsewhere the tests are
/// skipped.
@Timeout(60)
class StorageTest {
  @TempDir Path folder;
  private Path volume;

  @BeforeEach
  void mount() throws Exception {
    volume = Files.createDirectory(folder.resolve("volume"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=8m", "none", volume.toString()), "may not mount");
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", volume.toString());
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
  }

  @Test
  void aFullVolumeFailsTheArchiveAndIsCleaned() {
    byte[] noise = new byte[1 << 20];
    new Random(1).nextBytes(noise);
    try (ArchiveWriter writer =
        ArchiveWriter.create(volume.resolve("archive"), Compression.DEFAULT, "a")) {
      writer.begin(TestingArchive.contents());
      DataFileWriter part =
          writer.table(TestingArchive.PART, CopyEncoding.TEXT, List.of("id", "name"));
      ArchiveWriterTest.assertRefused(
          () -> {
            for (int piece = 0; piece < 20; piece++) {
              part.append(noise, noise.length, 1);
            }
          },
          Reason.ArchiveStorageFull,
          "no space left while writing '" + volume.resolve("archive.partial-a/10.dat.zst") + "'");
    }
    assertThat(volume).isEmptyDirectory();
  }

  @Test
  void aReadOnlyVolumeIsRefused() throws Exception {
    assertThat(run("mount", "-o", "remount,ro", volume.toString())).isTrue();
    ArchiveWriterTest.assertRefused(
        () -> ArchiveWriter.create(volume.resolve("archive"), Compression.DEFAULT, "a"),
        Reason.StorageError,
        "cannot be written");
  }

  @Test
  void aReadOnlyArchiveIsRead() throws Exception {
    TestingArchive.write(volume.resolve("archive"), Compression.DEFAULT, 10);
    assertThat(run("mount", "-o", "remount,ro", volume.toString())).isTrue();
    ArchiveFolder.open(volume.resolve("archive")).close();
  }
}
