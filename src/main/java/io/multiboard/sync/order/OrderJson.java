package io.multiboard.sync.order;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/// The JSON of orders, outcomes and progress. Reading is strict: what is unknown, missing, of
/// another type or out of bounds is refused with `InvalidConfiguration`; absent optional values may
/// be left out. Thread-safe.
public final class OrderJson {
  /// The most bytes of an order: what Linux lets one environment variable hold.
  public static final int LONGEST_ORDER = 128 << 10;

  /// The most bytes of anything else.
  public static final int LONGEST_ANSWER = 256 << 10;

  private static final int DEEPEST = 10;
  private static final int LONGEST_NUMBER = 25;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(LONGEST_NUMBER)
                          .maxStringLength(1 << 16)
                          .build())
                  .build())
          .enable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private OrderJson() {}

  /// An order, as one line.
  public static String write(WorkOrder order) {
    return JSON.writeValueAsString(order);
  }

  /// An outcome, as one line, whatever its length.
  public static String write(Outcome outcome) {
    return JSON.writeValueAsString(outcome);
  }

  /// An outcome in at most so many bytes of UTF-8: lists and texts are shortened, the least telling
  /// first; result, reason and what became of the target always stay.
  public static String write(Outcome outcome, int mostBytes) {
    return Shortening.of(outcome)
        .map(OrderJson::write)
        .filter(json -> json.getBytes(StandardCharsets.UTF_8).length <= mostBytes)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no outcome fits " + mostBytes));
  }

  /// A worker's progress, as one line.
  public static String write(Progress progress) {
    return JSON.writeValueAsString(progress);
  }

  /// Reads an order.
  public static WorkOrder order(String json) {
    return read("order", json, LONGEST_ORDER, WorkOrder.class);
  }

  /// Reads an outcome.
  public static Outcome outcome(String json) {
    return read("outcome", json, LONGEST_ANSWER, Outcome.class);
  }

  /// Reads a worker's progress.
  public static Progress progress(String json) {
    return read("progress", json, LONGEST_ANSWER, Progress.class);
  }

  private static <T> T read(String what, String json, int longest, Class<T> type) {
    if (json.length() > longest) {
      throw refused(what, "is longer than " + longest + " characters");
    }
    try {
      return JSON.readValue(json, type);
    } catch (JacksonException failure) {
      // Jackson's own text would quote what stands there.
      throw refused(what, "is not what it must be" + at(failure));
    }
  }

  private static String at(JacksonException failure) {
    Throwable cause = failure.getCause();
    String path = failure.getPathReference();
    String where = path == null || path.isEmpty() ? "" : " at " + path;
    return cause instanceof IllegalArgumentException broken
        ? where + ": " + broken.getMessage()
        : where;
  }

  private static SyncException refused(String what, String why) {
    return new SyncException(
        Reason.InvalidConfiguration,
        "the " + what + " " + why,
        "operator and workers must be of one release");
  }
}
