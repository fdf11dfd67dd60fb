package io.multiboard.sync.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.event.ProgressBoard;
import io.multiboard.sync.event.Stage;
import io.multiboard.sync.event.SyncEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  private String written() {
    return written.toString(StandardCharsets.UTF_8);
  }

  @Test
  void drawsOverItselfAndLeavesOnlyWhatWasSaid() {
    ProgressBoard board = new ProgressBoard(Set.of(Stage.Export), System::nanoTime);
    PrintStream stream = new PrintStream(written, true, StandardCharsets.UTF_8);
    try (Progress progress = new TerminalProgress(board, stream, "a -> b", () -> 80)) {
      progress.accept(new SyncEvent.StageStarted(Stage.Export));
      progress.accept(new SyncEvent.Noticed("role", "is missing", Optional.empty()));
      Awaitility.await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> written().contains("\u001b[5A\r\u001b[J"));
    }
    assertThat(written())
        .startsWith("\u001b[?25l")
        .contains(
            "note: role: is missing\n", "a -> b\n", "export  ░░░░", "0 %     Export, 0:00 gone")
        .endsWith("\u001b[5A\r\u001b[J\u001b[?25h");
    assertThat(screen()).isEqualTo("note: role: is missing\n");
  }

  /// What a terminal shows at the end.
  private String screen() {
    StringBuilder screen = new StringBuilder();
    for (String part :
        written().replaceAll("\u001b\\[\\?25[lh]", "").split("(?=\u001b\\[\\d+A)", -1)) {
      String text = part;
      if (part.startsWith("\u001b")) {
        int up = Integer.parseInt(part.substring(2, part.indexOf('A')));
        for (int line = 0; line < up; line++) {
          screen.setLength(screen.lastIndexOf("\n", screen.length() - 2) + 1);
        }
        text = part.substring(part.indexOf('J') + 1);
      }
      screen.append(text);
    }
    return screen.toString();
  }

  @Test
  void thereIsNoTerminalInATest() {
    assertThat(TerminalWindow.onStandardError()).isEmpty();
  }
}
