package io.multiboard.sync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventReasonTest {
  @Test
  void everyReasonStandsInTheDocumentation() throws IOException {
    Path root = Path.of(System.getProperty("multiboard.test.root", "."));
    assertThat(Files.readAllLines(root.resolve("docs/events.md")))
        .containsAll(
            Stream.of(EventReason.values())
                .map(each ->
                    "| `%s` | %s | %s |".formatted(each.name(), each.type(), each.meaning()))
                .toList());
  }
}
