package io.multiboard.sync.settings;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A number of bytes, written as a Kubernetes quantity: `500M`, `64Mi`, `1Gi`, or plain bytes.
public record ByteSize(long bytes) {
  private static final Pattern QUANTITY = Pattern.compile("(\\d{1,15})(k|M|G|T|Ki|Mi|Gi|Ti)?");

  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size is not negative");
    }
  }

  /// The size that a text means; empty where it is no quantity or more than a long holds.
  public static Optional<ByteSize> parse(String text) {
    Matcher quantity = QUANTITY.matcher(text);
    if (!quantity.matches()) {
      return Optional.empty();
    }
    try {
      long number = Long.parseLong(quantity.group(1));
      return Optional.of(new ByteSize(Math.multiplyExact(number, unit(quantity.group(2)))));
    } catch (ArithmeticException tooMuch) {
      return Optional.empty();
    }
  }

  private static long unit(@org.jspecify.annotations.Nullable String suffix) {
    return switch (suffix) {
      case null -> 1;
      case "k" -> 1_000;
      case "M" -> 1_000_000;
      case "G" -> 1_000_000_000;
      case "T" -> 1_000_000_000_000L;
      case "Ki" -> 1L << 10;
      case "Mi" -> 1L << 20;
      case "Gi" -> 1L << 30;
      default -> 1L << 40;
    };
  }
}
