package io.multiboard.sync.cli.progress;

import io.multiboard.sync.event.HalfShown;
import io.multiboard.sync.event.Picture;
import io.multiboard.sync.event.ProgressBoard;
import io.multiboard.sync.event.Stage;
import io.multiboard.sync.event.SyncEvent;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One JSON object a line for each event, and every second one for the whole. A reader that does
/// not keep up loses some of them, and is told how many; notices are not lost. Thread-safe.
public final class JsonProgress implements Progress {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ProgressBoard board;
  private final PrintStream stream;
  private final PrintStream people;
  private final Outbox outbox;
  private final Ticker ticker;

  /// @param stream for the objects
  /// @param people for lines of text
  public JsonProgress(ProgressBoard board, PrintStream stream, PrintStream people) {
    this.board = board;
    this.stream = stream;
    this.people = people;
    this.outbox = new Outbox(lines -> stream.println(dropped(lines)));
    this.ticker = Ticker.start(PAUSE, () -> post(fields(board.picture())));
  }

  @Override
  public void accept(SyncEvent event) {
    board.accept(event);
    switch (event) {
      case SyncEvent.StageStarted(Stage stage) -> write("stage", stage, "state", "started");
      case SyncEvent.StageFinished(Stage stage) -> write("stage", stage, "state", "finished");
      case SyncEvent.Planned planned ->
          write(
              "planned",
              planned.stage(),
              "tables",
              planned.tables(),
              "rows",
              planned.rows(),
              "bytes",
              planned.bytes());
      case SyncEvent.TableStarted table ->
          write(
              "table",
              table.stage(),
              "table",
              table.table(),
              "state",
              "started",
              "expectedRows",
              table.expectedRows(),
              "expectedBytes",
              table.expectedBytes());
      case SyncEvent.TableProgressed _, SyncEvent.BuildsPlanned _, SyncEvent.Built _ -> {}
      case SyncEvent.TableFinished table ->
          write(
              "table",
              table.stage(),
              "table",
              table.table(),
              "state",
              "finished",
              "rows",
              table.rows(),
              "bytes",
              table.bytes());
      case SyncEvent.ObjectStarted(Stage stage, String kind, String name) ->
          write("object", stage, "kind", kind, "name", name, "state", "started");
      case SyncEvent.ObjectFinished(Stage stage, String kind, String name) ->
          write("object", stage, "kind", kind, "name", name, "state", "finished");
      case SyncEvent.Noticed notice -> notice(notice);
    }
  }

  private void write(String type, Stage stage, Object... pairs) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("type", type);
    fields.put("stage", stage);
    for (int at = 0; at < pairs.length; at += 2) {
      fields.put(String.valueOf(pairs[at]), pairs[at + 1]);
    }
    post(fields);
  }

  private void post(Map<String, Object> fields) {
    String line = JsonLine.of(fields);
    outbox.post(() -> stream.println(line));
  }

  private static String dropped(long lines) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("type", "dropped");
    fields.put("lines", lines);
    return JsonLine.of(fields);
  }

  private void notice(SyncEvent.Noticed notice) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("type", "notice");
    fields.put("subject", notice.subject());
    fields.put("message", notice.message());
    fields.put("remedy", notice.remedy());
    String line = JsonLine.of(fields);
    outbox.postNeeded(() -> stream.println(line));
    say(Notice.line(notice));
  }

  static Map<String, Object> fields(Picture picture) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("type", "progress");
    fields.put("stage", picture.stage());
    fields.put("percent", picture.done() * 100);
    fields.put("elapsedSeconds", picture.elapsed().toMillis() / 1000.0);
    fields.put("etaSeconds", picture.left().duration().map(Duration::toSeconds));
    fields.put("parts", picture.halves().stream().map(JsonProgress::fields).toList());
    fields.put("objects", picture.objects());
    return fields;
  }

  private static Map<String, Object> fields(HalfShown half) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("stage", half.stage());
    fields.put("percent", half.done() * 100);
    fields.put("tables", half.tables());
    fields.put("plannedTables", Optional.of(half.plannedTables()).filter(planned -> planned > 0));
    fields.put("rows", half.rows());
    fields.put("bytes", half.bytes());
    fields.put("bytesPerSecond", Math.round(half.bytesPerSecond()));
    fields.put("rowsPerSecond", Math.round(half.rowsPerSecond()));
    fields.put(
        "running",
        half.running().stream()
            .map(table -> Map.of("table", table.name(), "percent", table.done() * 100))
            .toList());
    return fields;
  }

  @Override
  public void say(String line) {
    outbox.postNeeded(() -> people.println(line));
  }

  @Override
  public void close() {
    ticker.close();
    outbox.close();
  }
}
