package io.multiboard.sync.order;

import java.util.List;
import java.util.regex.Pattern;

/// What every value of an order keeps to. A broken rule is an `IllegalArgumentException` whose text
/// names the field; reading JSON turns it into a refusal.
final class Bounds {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

  private Bounds() {}

  /// A name as Kubernetes' objects have them; none is a way out of a folder.
  static void name(String field, String value) {
    require(NAME.matcher(value).matches() && !value.contains(".."), field, "is no name");
  }

  /// A text that is not empty.
  static void text(String field, String value, int longest) {
    require(!value.isBlank() && value.length() <= longest, field, "is empty or too long");
  }

  static void path(String field, String value) {
    text(field, value, 4096);
    boolean upwards = List.of(value.split("/", -1)).contains("..");
    require(value.startsWith("/") && !upwards, field, "is no absolute path");
  }

  static void range(String field, long value, long least, long most) {
    require(value >= least && value <= most, field, "is not from " + least + " to " + most);
  }

  static <T> List<T> most(String field, List<T> values, int most) {
    require(values.size() <= most, field, "has more than " + most + " elements");
    return List.copyOf(values);
  }

  static void require(boolean holds, String field, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(field + " " + otherwise);
    }
  }
}
