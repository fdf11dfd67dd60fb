package io.multiboard.sync.manifest.written;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// A Secret. Nothing prints its values.
///
/// @param values by their keys
public record WrittenSecret(String namespace, String name, Map<String, byte[]> values) {
  private static final List<String> FIELDS =
      List.of("apiVersion", "kind", "metadata", "type", "immutable", "data", "stringData");

  /// `stringData` counts before `data`, as in the API.
  static WrittenSecret of(Document document, Metadata metadata) {
    List<Fault> faults = new ArrayList<>();
    for (String field : document.content().keySet()) {
      if (!FIELDS.contains(field)) {
        faults.add(new Fault(field, "unknown field \"" + field + "\"", "A Secret has no such."));
      }
    }
    Map<String, byte[]> values = new TreeMap<>();
    Schema.map(document.content().get("data"))
        .forEach((key, value) -> decode(key, value, values, faults));
    Schema.map(document.content().get("stringData"))
        .forEach((key, value) -> {
          if (value instanceof String text) {
            values.put(key, text.getBytes(StandardCharsets.UTF_8));
          } else {
            String field = "stringData." + key;
            faults.add(
                new Fault(
                    field,
                    field + " in body must be of type string",
                    "Put the value in double quotes."));
          }
        });
    Metadata.refuse(document, faults);
    return new WrittenSecret(metadata.namespace(), metadata.name(), Map.copyOf(values));
  }

  private static void decode(
      String key, Object value, Map<String, byte[]> values, List<Fault> faults) {
    try {
      values.put(key, Base64.getDecoder().decode(String.valueOf(value).replaceAll("\\s", "")));
    } catch (IllegalArgumentException invalid) {
      String field = "data." + key;
      faults.add(
          new Fault(field, field + " in body must be base64", "Or give it under stringData."));
    }
  }

  /// Refuses values that nobody has filled in.
  ///
  /// @param placeholder as `init` prints it
  public void refusePlaceholder(String placeholder) {
    values.forEach((key, value) -> {
      if (new String(value, StandardCharsets.UTF_8).equals(placeholder)) {
        throw new SyncException(
            Reason.InvalidConfiguration,
            "the key \"%s\" of the Secret \"%s\" still says %s".formatted(key, name, placeholder),
            "Put the real value there.");
      }
    });
  }

  @Override
  public String toString() {
    return "Secret " + namespace + "/" + name + " with the keys " + new TreeSet<>(values.keySet());
  }
}
