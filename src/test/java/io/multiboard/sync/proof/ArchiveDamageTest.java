package io.multiboard.sync.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.judge.Judge;
import io.multiboard.sync.server.TestServers;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// F29: an archive that was cut or altered, in whichever of its files, is refused before the target
/// is touched.
class ArchiveDamageTest {
  private static final int CUTS = 64;
  private static final long SEED = System.nanoTime();

  @TempDir static Path folder;
  private static Scene scene;

  private final Random random = new Random(SEED);

  /// Does something to an archive.
  @FunctionalInterface
  private interface Damage {
    void to(Path archive) throws IOException;
  }

  @BeforeAll
  static void makeArchives() throws SQLException {
    System.out.println("ArchiveDamageTest: seed " + SEED);
    scene = Scene.on(TestServers.v18());
    for (String compression : List.of("zstd", "gzip", "lz4", "none")) {
      Program.run(scene.export(folder.resolve(compression), "--compression", compression)).orFail();
    }
    Judge.V18.dumpDirectory(scene.source(), folder.resolve("dumped")).orFail();
    Judge.V18
        .dumpDirectory(scene.source(), folder.resolve("dumped-plain"), "--compress=0")
        .orFail();
  }

  @AfterAll
  static void dropScene() throws SQLException {
    scene.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zstd", "none"})
  void cutAnywhere(String archive) throws IOException, SQLException {
    List<Path> files = files(archive);
    for (int at = 0; at < CUTS; at++) {
      Path file = files.get(at % files.size());
      long size = Files.size(folder.resolve(archive).resolve(file));
      if (size > 0) {
        long kept = at < files.size() ? size - 1 : random.nextLong(size);
        refuses(archive, file + " cut to " + kept, copy -> cut(copy.resolve(file), kept));
      }
    }
    scene.assertUntouched();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zstd", "gzip", "lz4", "none"})
  void flippedBitsAnywhere(String archive) throws IOException, SQLException {
    for (Path file : files(archive)) {
      long size = Files.size(folder.resolve(archive).resolve(file));
      for (int at = 0; at < 3 && size > 0; at++) {
        long position = at == 0 ? size - 1 : random.nextLong(size);
        int bit = random.nextInt(8);
        refuses(
            archive,
            "%s, bit %d of byte %d".formatted(file, bit, position),
            copy -> flip(copy.resolve(file), position, bit));
      }
    }
    scene.assertUntouched();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zstd", "none"})
  void missingSurplusAndSwappedFiles(String archive) throws IOException, SQLException {
    List<Path> files = files(archive);
    for (Path file : files) {
      refuses(archive, file + " missing", copy -> Files.delete(copy.resolve(file)));
      refuses(archive, file + " longer", copy -> append(copy.resolve(file)));
      refuses(archive, file + " is a link", copy -> link(copy.resolve(file)));
    }
    String data = name(files, "\\d+\\.dat.*", 0);
    String other = name(files, "\\d+\\.dat.*", 1);
    refuses(archive, "swapped", copy -> swap(copy.resolve(data), copy.resolve(other)));
    refuses(
        archive, "surplus data", copy -> Files.copy(copy.resolve(data), copy.resolve("99999.dat")));
    refuses(archive, "surplus file", copy -> Files.writeString(copy.resolve("evil.sh"), "x"));
    refuses(archive, "a folder inside", copy -> Files.createDirectory(copy.resolve("more")));
    scene.assertUntouched();
  }

  /// pg_dump writes no check sums; what shows without them is refused all the same.
  @Test
  void damagedArchivesOfPgDump() throws IOException, SQLException {
    for (Path file : files("dumped")) {
      refuses("dumped", file + " missing", copy -> Files.delete(copy.resolve(file)));
      long size = Files.size(folder.resolve("dumped").resolve(file));
      if (!file.toString().equals("blobs.toc") && !file.toString().matches("blobs_\\d+\\.toc")) {
        refuses("dumped", file + " cut", copy -> cut(copy.resolve(file), size - 1));
        refuses("dumped", file + " cut in two", copy -> cut(copy.resolve(file), size / 2));
      }
      refuses("dumped", file + " is a link", copy -> link(copy.resolve(file)));
    }
    for (Path file : files("dumped-plain")) {
      if (file.toString().matches("\\d+\\.dat")) {
        long size = Files.size(folder.resolve("dumped-plain").resolve(file));
        // The rows' end is `\.` and three line feeds.
        refuses(
            "dumped-plain", file + " without its end", copy -> cut(copy.resolve(file), size - 5));
      }
    }
    scene.assertUntouched();
  }

  @Test
  void wholeOnesAreTaken() throws SQLException {
    for (String archive : List.of("zstd", "gzip", "lz4", "none", "dumped", "dumped-plain")) {
      Program.run(scene.importing(folder.resolve(archive), "--dry-run")).orFail();
    }
    scene.assertUntouched();
  }

  private void refuses(String archive, String what, Damage damage)
      throws IOException, SQLException {
    Path copy = folder.resolve("copy");
    copyFolder(folder.resolve(archive), copy);
    damage.to(copy);
    Ran ran = Program.run(scene.importing(copy));
    assertThat(ran.status()).as("%s of %s was taken: %s", what, archive, ran.said()).isNotZero();
    assertThat(ran.err())
        .as("%s of %s", what, archive)
        .containsPattern("reason: Archive(Corrupt|NotFound|Unsupported)")
        .doesNotContain("Exception");
    scene.assertUntouchedAtAGlance();
    remove(copy);
  }

  private static List<Path> files(String archive) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(archive))) {
      return files.map(Path::getFileName).sorted().toList();
    }
  }

  private static String name(List<Path> files, String pattern, int skipped) {
    return files.stream()
        .map(Path::toString)
        .filter(name -> name.matches(pattern))
        .skip(skipped)
        .findFirst()
        .orElseThrow();
  }

  private static void copyFolder(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static void remove(Path copy) throws IOException {
    Scene.removeArchives(copy);
    Files.delete(copy);
    Files.deleteIfExists(folder.resolve("elsewhere"));
  }

  private static void cut(Path file, long size) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }

  private static void flip(Path file, long position, int bit) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[(int) position] ^= (byte) (1 << bit);
    Files.write(file, bytes);
  }

  private static void append(Path file) throws IOException {
    Files.write(file, new byte[] {0}, StandardOpenOption.APPEND);
  }

  private static void swap(Path one, Path two) throws IOException {
    Path aside = folder.resolve("aside");
    Files.move(one, aside);
    Files.move(two, one);
    Files.move(aside, two);
  }

  private static void link(Path file) throws IOException {
    Path elsewhere = folder.resolve("elsewhere");
    Files.move(file, elsewhere, StandardCopyOption.REPLACE_EXISTING);
    Files.createSymbolicLink(file, elsewhere);
  }
}
