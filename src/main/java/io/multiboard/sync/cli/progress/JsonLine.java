package io.multiboard.sync.cli.progress;

import java.io.StringWriter;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// One JSON object on one line, from maps, collections, texts, numbers and truth values.
/// Thread-safe.
public final class JsonLine {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonLine() {}

  /// The object; entries whose value is an empty [Optional] are left out.
  public static String of(Map<String, ?> fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      write(json, fields);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, @Nullable Object value) {
    switch (value) {
      case null -> json.writeNull();
      case Map<?, ?> map -> writeObject(json, map);
      case Collection<?> list -> {
        json.writeStartArray();
        list.forEach(each -> write(json, each));
        json.writeEndArray();
      }
      case Boolean truth -> json.writeBoolean(truth);
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Double number -> json.writeNumber(Math.round(number * 10) / 10.0);
      case Optional<?> some -> write(json, some.orElse(null));
      default -> json.writeString(value.toString());
    }
  }

  private static void writeObject(JsonGenerator json, Map<?, ?> map) {
    json.writeStartObject();
    map.forEach((name, value) -> {
      if (!(value instanceof Optional<?> some && some.isEmpty())) {
        json.writeName(String.valueOf(name));
        write(json, value);
      }
    });
    json.writeEndObject();
  }
}
