package io.multiboard.sync.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.event.ProgressBoard;
import io.multiboard.sync.event.Stage;
import io.multiboard.sync.event.SyncEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class JsonProgressTest {
  private final ByteArrayOutputStream objects = new ByteArrayOutputStream();
  private final ByteArrayOutputStream words = new ByteArrayOutputStream();

  @Test
  void writesAnObjectALineForEachEvent() {
    try (Progress progress = progress()) {
      progress.accept(new SyncEvent.StageStarted(Stage.Export));
      progress.accept(new SyncEvent.Planned(Stage.Export, 1, 10, 1000));
      progress.accept(new SyncEvent.TableStarted(Stage.Export, "public.\"x\n", 10, 1000));
      progress.accept(new SyncEvent.TableProgressed(Stage.Export, "public.\"x\n", 5, 500));
      progress.accept(new SyncEvent.TableFinished(Stage.Export, "public.\"x\n", 10, 900));
      progress.accept(new SyncEvent.ObjectStarted(Stage.Import, "INDEX", "i"));
      progress.accept(new SyncEvent.Noticed("role", "is missing", Optional.of("make it")));
    }
    assertThat(lines(objects).stream().filter(line -> !line.contains("\"type\":\"progress\"")))
        .containsExactly(
            "{\"type\":\"stage\",\"stage\":\"Export\",\"state\":\"started\"}",
            "{\"type\":\"planned\",\"stage\":\"Export\",\"tables\":1,\"rows\":10,\"bytes\":1000}",
            "{\"type\":\"table\",\"stage\":\"Export\",\"table\":\"public.\\\"x\\n\",\"state\":\"started\",\"expectedRows\":10,\"expectedBytes\":1000}",
            "{\"type\":\"table\",\"stage\":\"Export\",\"table\":\"public.\\\"x\\n\",\"state\":\"finished\",\"rows\":10,\"bytes\":900}",
            "{\"type\":\"object\",\"stage\":\"Import\",\"kind\":\"INDEX\",\"name\":\"i\",\"state\":\"started\"}",
            "{\"type\":\"notice\",\"subject\":\"role\",\"message\":\"is missing\",\"remedy\":\"make it\"}");
    assertThat(lines(words)).containsExactly("note: role: is missing (make it)");
  }

  @Test
  void writesTheWholeEverySecond() {
    try (Progress progress = progress()) {
      progress.accept(new SyncEvent.Planned(Stage.Export, 1, 10, 1000));
      progress.accept(new SyncEvent.TableStarted(Stage.Export, "t", 10, 1000));
      Awaitility.await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> lines(objects).getLast().contains("\"type\":\"progress\""));
    }
    assertThat(lines(objects).getLast())
        .startsWith(
            "{\"type\":\"progress\",\"stage\":\"Starting\",\"percent\":0.0,\"elapsedSeconds\":")
        .contains(
            "\"parts\":[{\"stage\":\"Export\"",
            "\"plannedTables\":1",
            "\"bytesPerSecond\":0",
            "\"running\":[{")
        .doesNotContain("etaSeconds");
  }

  @Test
  void linesForPeopleComeEveryTwoSeconds() {
    PrintStream stream = new PrintStream(words, true, StandardCharsets.UTF_8);
    ProgressBoard board = new ProgressBoard(Set.of(Stage.Export), System::nanoTime);
    try (Progress progress = new LineProgress(board, stream)) {
      progress.accept(new SyncEvent.StageStarted(Stage.Export));
      progress.say("said");
      Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> lines(words).size() > 1);
    }
    assertThat(lines(words).getFirst()).isEqualTo("said");
    assertThat(lines(words).getLast()).startsWith("0:02  0 %, export 0 %");
  }

  private Progress progress() {
    return new JsonProgress(
        new ProgressBoard(Set.of(Stage.Export), System::nanoTime),
        new PrintStream(objects, true, StandardCharsets.UTF_8),
        new PrintStream(words, true, StandardCharsets.UTF_8));
  }

  private static List<String> lines(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
