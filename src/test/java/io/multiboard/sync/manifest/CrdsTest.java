package io.multiboard.sync.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `crds/` is what the records say. After a change of the records, write it anew with
/// `MULTIBOARD_WRITE_DOCS=yes ./mvnw -Dquick test -Dtest=CrdsTest`.
class CrdsTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("multiboard.test.root", "."), "crds");

  static List<TestingCrd> crds() {
    return TestingCrd.generate(
        List.of(DatabaseConnection.class, DatabaseSync.class, DatabaseSyncRun.class));
  }

  @ParameterizedTest
  @MethodSource("crds")
  void isWhatTheRecordsSay(TestingCrd crd) throws IOException {
    Path file = FOLDER.resolve(crd.fileName());
    if (System.getenv().containsKey("MULTIBOARD_WRITE_DOCS")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, crd.yaml());
    }
    assertThat(Files.readString(file)).isEqualTo(crd.yaml());
  }

  @Test
  void noOtherFileIsThere() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(crds().stream().map(TestingCrd::fileName).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("crds")
  void everyFieldIsDescribed(TestingCrd crd) {
    Map<String, String> descriptions = crd.descriptions();
    assertThat(descriptions).hasSizeGreaterThan(10);
    assertThat(descriptions.entrySet())
        .allSatisfy(field -> assertThat(field.getValue()).as(field.getKey()).isNotBlank());
  }
}
