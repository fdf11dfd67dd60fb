package io.multiboard.sync.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import io.multiboard.sync.server.TestServers;
import io.multiboard.sync.testing.TestingDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Full disks, read-only folders and folders that hold something.
class StorageTest {
  @TempDir Path folder;
  private static Scene scene;

  @BeforeAll
  static void fill() throws SQLException {
    scene = Scene.between(TestServers.v18(), TestServers.v18(), 40_000);
  }

  @AfterAll
  static void drop() throws SQLException {
    scene.close();
  }

  @Test
  void exportToAFullDisk() throws IOException, SQLException {
    try (TestingDisk volume = TestingDisk.of(2)) {
      Program.run(scene.export(volume.folder().resolve("archive"), "--compression", "none"))
          .failedWith("reason: ArchiveStorageFull");
      Scene.assertNothingIn(volume.folder());
    }
    scene.assertUntouched();
  }

  @Test
  void syncWithAnArchiveOnAFullDisk() throws IOException, SQLException {
    try (TestingDisk volume = TestingDisk.of(2)) {
      Program.run(
              scene.sync(
                  "--archive",
                  volume.folder().resolve("archive").toString(),
                  "--compression",
                  "none"))
          .failedWith("reason: ArchiveStorageFull");
      Scene.assertNothingIn(volume.folder());
    }
    scene.assertUntouched();
  }

  @Test
  void aDiskThatFillsUpLateLeavesNothingThatLooksWhole() throws IOException, SQLException {
    Path whole = folder.resolve("whole");
    Program.run(scene.export(whole, "--compression", "none")).orFail();
    long bytes;
    try (var files = Files.walk(whole)) {
      bytes = files.mapToLong(file -> file.toFile().length()).sum();
    }
    // Room for nearly all.
    try (TestingDisk volume = TestingDisk.of((int) (bytes >> 20))) {
      Program.run(scene.export(volume.folder().resolve("archive"), "--compression", "none"))
          .failedWith("reason: ArchiveStorageFull");
      Scene.assertNothingIn(volume.folder());
    }
  }

  @Test
  void readOnlyFolder() throws IOException, SQLException {
    try (TestingDisk volume = TestingDisk.of(64)) {
      Program.run(scene.export(volume.folder().resolve("kept"))).orFail();
      volume.makeReadOnly();
      Program.run(scene.export(volume.folder().resolve("archive")))
          .failedWith("reason: StorageError");
      Program.run(scene.sync("--archive", volume.folder().resolve("archive").toString()))
          .failedWith("reason: StorageError");
      scene.assertUntouched();
      // Reading needs no right to write.
      Program.run("verify", volume.folder().resolve("kept").toString()).orFail();
      Program.run(scene.importing(volume.folder().resolve("kept"), "--dry-run")).orFail();
    }
  }

  @Test
  void existingArchive() throws IOException, SQLException {
    Path archive = folder.resolve("archive");
    Program.run(scene.export(archive)).orFail();
    byte[] contents = Files.readAllBytes(archive.resolve("toc.dat"));
    Program.run(scene.export(archive)).failedWith("reason: ArchiveExists");
    Program.run(scene.sync("--archive", archive.toString())).failedWith("reason: ArchiveExists");
    assertThat(archive.resolve("toc.dat")).hasBinaryContent(contents);
    Program.run("verify", archive.toString()).orFail();
    scene.assertUntouched();
  }

  @Test
  void foldersThatAreNone() throws IOException, SQLException {
    Path file = Files.writeString(folder.resolve("file"), "kept");
    Program.run(scene.export(file)).failedWith("reason: ArchiveExists");
    Program.run(scene.export(file.resolve("below"))).failedWith("reason: StorageError");
    Program.run(scene.export(folder.resolve("not/there"))).failedWith("reason: StorageError");
    Program.run(scene.importing(folder.resolve("not there"))).failedWith("reason: ArchiveNotFound");
    Program.run(scene.importing(Files.createDirectory(folder.resolve("empty"))))
        .failedWith("reason: ArchiveCorrupt");
    assertThat(file).hasContent("kept");
    scene.assertUntouched();
  }

  /// The target's server has no room for the copy.
  @Test
  void fullDiskOfTheTarget() throws SQLException, IOException {
    TestServer server = TestServers.v18();
    try (TestingDisk volume = TestingDisk.of(20)) {
      Files.setOwner(volume.folder(), Files.getOwner(server.data()));
      server.execute(
          "CREATE TABLESPACE small LOCATION '" + volume.folder() + "'",
          "CREATE DATABASE proof_small TEMPLATE template0 TABLESPACE small");
      TestDatabase target = new TestDatabase(server, "proof_small");
      Scene.mark(target);
      PlainDump before = PlainDump.of(target);
      Witness witness = Witness.of(server);
      Program.run("sync", "--source", scene.source().url(), "--target", target.url())
          .failedWith("reason: DiskFull");
      witness.assertUnchanged();
      before.assertLike(PlainDump.of(target));
      target.close();
      server.execute("DROP TABLESPACE small");
    }
  }
}
