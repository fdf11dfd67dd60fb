package io.multiboard.sync.cli.progress;

import io.multiboard.sync.event.TimeLeft;
import java.time.Duration;
import java.util.Locale;

/// Numbers as people read them. Thread-safe.
public final class Words {
  private static final String[] SIZES = {"B", "kB", "MB", "GB", "TB", "PB"};
  private static final String[] COUNTS = {"", " k", " M", " G", " T"};

  private Words() {}

  /// Bytes in decimal units, such as `123 MB`.
  public static String bytes(double bytes) {
    int unit = 0;
    double value = bytes;
    while (value >= 999.5 && unit < SIZES.length - 1) {
      value /= 1000;
      unit++;
    }
    return digits(value, unit) + " " + SIZES[unit];
  }

  /// A number in short, such as `1.2 M`.
  public static String count(double number) {
    int unit = 0;
    double value = number;
    while (value >= 999.5 && unit < COUNTS.length - 1) {
      value /= 1000;
      unit++;
    }
    return digits(value, unit) + COUNTS[unit];
  }

  /// A number in full with its thousands apart, such as `1,234,567`.
  public static String exact(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /// Hours where there are any, minutes and seconds: `1:02:03`, `0:07`.
  public static String clock(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds >= 3600
        ? String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60)
        : String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
  }

  /// A share from 0 to 1, such as `38 %`; 100 only for the whole.
  public static String percent(double share) {
    return (int) Math.floor(share * 100) + " %";
  }

  private static String digits(double value, int unit) {
    return String.format(Locale.ROOT, unit > 0 && value < 9.95 ? "%.1f" : "%.0f", value);
  }

  /// How long it will still take; may be empty.
  static String left(TimeLeft left) {
    return switch (left) {
      case TimeLeft.Unknown unknown -> unknown.why();
      case TimeLeft.Estimate(Duration time) -> "about " + clock(time) + " left";
    };
  }
}
