package io.multiboard.sync.cli.progress;

import io.multiboard.sync.event.HalfShown;
import io.multiboard.sync.event.Picture;
import io.multiboard.sync.event.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Draws a picture of a run as lines of text, none wider than the terminal. Thread-safe.
///
/// @param title what is copied where
/// @param unicode whether the terminal shows block characters
public record TerminalText(String title, boolean unicode) {
  private static final int LONGEST_BAR = 34;
  private static final int BESIDE_BAR = 44;
  private static final int LEAST_BAR = 8;
  private static final int MOST_TABLES = 6;

  /// @param width of the terminal, in columns
  public List<String> lines(Picture picture, int width) {
    List<String> lines = new ArrayList<>();
    lines.add(cut(title, width));
    for (HalfShown half : picture.halves()) {
      lines.add(cut(half(half, width), width));
    }
    lines.add(cut(tables(picture), width));
    String now = running(picture);
    lines.add(cut(now, width));
    lines.add(cut(ending(picture), width));
    return lines;
  }

  private String half(HalfShown half, int width) {
    int length = Math.clamp(width - BESIDE_BAR, LEAST_BAR, LONGEST_BAR);
    return "%-7s %s %5s  %s"
        .formatted(
            name(half.stage()), bar(half.done(), length), Words.percent(half.done()), rates(half))
        .stripTrailing();
  }

  /// Nothing where no rows have moved yet, and the whole where no more will.
  private static String rates(HalfShown half) {
    if (half.allRows()) {
      return "%9s   %s rows".formatted(Words.bytes(half.bytes()), Words.count(half.rows()));
    }
    return hasBegun(half)
        ? "%9s/s %s rows/s"
            .formatted(Words.bytes(half.bytesPerSecond()), Words.count(half.rowsPerSecond()))
        : "";
  }

  private static boolean hasBegun(HalfShown half) {
    return half.tables() > 0 || !half.running().isEmpty();
  }

  private String bar(double done, int length) {
    int full = (int) Math.floor(done * length);
    return (unicode ? "█" : "#").repeat(full) + (unicode ? "░" : ".").repeat(length - full);
  }

  private static String tables(Picture picture) {
    return picture.halves().stream()
        .map(half ->
            half.plannedTables() == 0
                ? "%s %d tables".formatted(name(half.stage()), half.tables())
                : "%s %d of %d tables"
                    .formatted(name(half.stage()), half.tables(), half.plannedTables()))
        .reduce((one, two) -> one + ", " + two)
        .map(text -> "done    " + text)
        .orElse("");
  }

  private static String running(Picture picture) {
    List<String> now = new ArrayList<>();
    for (HalfShown half : picture.halves()) {
      String arrow = half.stage() == Stage.Export ? "out " : "in ";
      half.running().stream()
          .limit(MOST_TABLES)
          .forEach(table -> now.add(arrow + table.name() + " " + Words.percent(table.done())));
    }
    now.addAll(picture.objects().stream().limit(MOST_TABLES).toList());
    return "now     " + String.join(", ", now);
  }

  private static String ending(Picture picture) {
    String left = Words.left(picture.left());
    return "%-7s %s, %s gone%s"
        .formatted(
            Words.percent(picture.done()),
            picture.stage(),
            Words.clock(picture.elapsed()),
            left.isEmpty() ? "" : ", " + left);
  }

  private static String name(Stage stage) {
    return stage.name().toLowerCase(Locale.ROOT);
  }

  /// Control characters in names would move the cursor.
  private String cut(String line, int width) {
    String plain = line.replaceAll("\\p{Cntrl}", "?");
    int length = plain.codePointCount(0, plain.length());
    if (length <= width) {
      return plain;
    }
    int end = plain.offsetByCodePoints(0, Math.max(0, width - 1));
    return plain.substring(0, end) + (unicode ? "…" : "~");
  }

  /// The same in one line, for where nothing can be drawn.
  public static String line(Picture picture) {
    StringBuilder line = new StringBuilder();
    line.append(Words.clock(picture.elapsed())).append("  ").append(Words.percent(picture.done()));
    for (HalfShown half : picture.halves()) {
      line.append(", ").append(name(half.stage())).append(' ').append(Words.percent(half.done()));
      if (!half.allRows() && hasBegun(half)) {
        line.append(
            " (%s/s, %s rows/s)"
                .formatted(Words.bytes(half.bytesPerSecond()), Words.count(half.rowsPerSecond())));
      }
    }
    String now = running(picture).substring("now     ".length());
    line.append(now.isEmpty() ? "" : "; " + now);
    String left = Words.left(picture.left());
    line.append(left.isEmpty() ? "" : "; " + left);
    return line.toString().replaceAll("\\p{Cntrl}", "?");
  }
}
