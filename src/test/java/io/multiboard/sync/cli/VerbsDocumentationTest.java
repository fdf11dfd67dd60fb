package io.multiboard.sync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// `docs/verbs.md` is what `--help` prints. After a change of the options, write it anew with
/// `MULTIBOARD_WRITE_DOCS=yes ./mvnw -Dquick test -Dtest=VerbsDocumentationTest`.
class VerbsDocumentationTest {
  private static final Path FILE =
      Path.of(System.getProperty("multiboard.test.root", "."), "docs", "verbs.md");

  @Test
  void everyVerbStandsThereAsItsHelpSays() throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("# The verbs and their options\n\nAs `multiboard-sync VERB --help` prints them.\n");
    for (Verb verb : Verb.values()) {
      text.append("\n## ").append(verb.word()).append("\n\n```\n");
      text.append(Typed.run(verb.word(), "--help").out().stripTrailing()).append("\n```\n");
    }
    if (System.getenv().containsKey("MULTIBOARD_WRITE_DOCS")) {
      Files.writeString(FILE, text);
    }
    assertThat(Files.readString(FILE)).isEqualTo(text.toString());
  }
}
