package io.multiboard.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What holds for the texts in the repository.
class SourcesTest {
  private static final Path ROOT = Path.of(System.getProperty("multiboard.test.root", "."));
  private static final int LONGEST = 300;

  /// Files that may be longer, each with its reason.
  private static final Map<String, String> LONG_FILES = Map.of();

  /// Folders that hold no source of ours.
  private static final Set<String> ELSEWHERE = Set.of(".git", "target", ".idea", ".vscode");

  @Test
  void noFileIsTooLong() throws IOException {
    assertThat(
            javaFiles()
                .filter(file -> lines(file).size() > LONGEST)
                .map(file -> file.getFileName().toString())
                .filter(name -> !LONG_FILES.containsKey(name)))
        .isEmpty();
  }

  @Test
  void nineFilesInTenAreShort() throws IOException {
    List<Path> files = javaFiles().toList();
    long shorter = files.stream().filter(file -> lines(file).size() <= 200).count();
    assertThat(shorter * 10).isGreaterThanOrEqualTo(files.size() * 9L);
  }

  @Test
  void everyPackageSaysWhatItIsForAndKnowsNoNull() throws IOException {
    for (Path folder : javaFiles().map(Path::getParent).distinct().toList()) {
      Path own = ROOT.resolve(folder).resolve("package-info.java");
      // Tests of a room are in the room's own package.
      Path inMain = Path.of(own.toString().replace("src/test/java", "src/main/java"));
      assertThat(Files.exists(inMain) ? inMain : own)
          .content()
          .startsWith("/// ")
          .contains("@NullMarked\npackage ");
    }
  }

  /// A database in another encoding refuses a statement with a character that it lacks, in a
  /// comment too.
  @Test
  void everyEncodingCanHoldTheEnginesQueries() throws IOException {
    Path queries = ROOT.resolve("src/main/resources/io/multiboard/sync/engine");
    try (Stream<Path> files = Files.walk(queries)) {
      assertThat(files.filter(file -> file.toString().endsWith(".sql")))
          .isNotEmpty()
          .allSatisfy(file -> assertThat(Files.readString(file)).matches("\\p{ASCII}*"));
    }
  }

  @Test
  void nothingIsLeftToDo() throws IOException {
    assertThat(linesMatching("\\b(TODO|FIXME|XXX|HACK)\\b")).isEmpty();
  }

  @Test
  void noMachineIsNamed() throws IOException {
    assertThat(linesMatching("(^|[\\s\"'=:(])/(work|root|home/[a-z]+)/")).isEmpty();
  }

  @Test
  void noRegistryIsNamed() throws IOException {
    assertThat(
            linesMatching(
                "\\b(repo1?|registry|index|files|deb|ftp|proxy|mirror)\\.[\\w.-]+\\.(org|com|io|net)\\b"))
        .isEmpty();
  }

  private static Stream<String> linesMatching(String expression) throws IOException {
    Pattern pattern = Pattern.compile(expression);
    return files()
        .filter(SourcesTest::isOurs)
        .flatMap(file ->
            lines(file).stream()
                .filter(line -> pattern.matcher(line).find())
                .map(line -> file + ": " + line.strip()));
  }

  /// Maven's wrapper comes as it is, from elsewhere; this file names what it looks for.
  private static boolean isOurs(Path file) {
    return !file.getFileName().toString().startsWith("mvnw")
        && !file.startsWith(Path.of(".mvn", "wrapper"))
        && !file.endsWith("SourcesTest.java");
  }

  private static Stream<Path> javaFiles() throws IOException {
    return files().filter(file -> file.toString().endsWith(".java"));
  }

  /// All files but those in [#ELSEWHERE], relative to the root.
  private static Stream<Path> files() throws IOException {
    try (Stream<Path> paths = Files.walk(ROOT)) {
      return paths
          .filter(Files::isRegularFile)
          .map(ROOT::relativize)
          .filter(file -> !ELSEWHERE.contains(file.getName(0).toString()))
          .toList()
          .stream();
    }
  }

  /// No lines where the file is no UTF-8 text.
  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(ROOT.resolve(file));
    } catch (MalformedInputException binary) {
      return List.of();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
