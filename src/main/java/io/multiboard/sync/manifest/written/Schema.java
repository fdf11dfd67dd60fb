package io.multiboard.sync.manifest.written;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A structural schema of a resource definition, and what it says of a value: the API server's
/// checks in its own words. Thread-safe.
///
/// @param node as the definition has it
record Schema(Map<String, Object> node) {
  /// Fields that every resource has and the definition does not name.
  private static final List<String> OF_EVERY_RESOURCE = List.of("apiVersion", "kind", "metadata");

  /// Checks a whole resource.
  ///
  /// @return it with the defaults of what it leaves out
  Map<String, Object> check(Map<String, Object> resource, List<Fault> faults) {
    return map(checked("", resource, faults));
  }

  private @Nullable Object checked(String path, @Nullable Object value, List<Fault> faults) {
    int before = faults.size();
    Object complete =
        switch (value) {
          case Map<?, ?> fields when isType("object") -> fields(path, map(fields), faults);
          case List<?> elements when isType("array") -> elements(path, elements, faults);
          case String text when isType("string") || isNumberOrText() -> text(path, text, faults);
          case Integer number when isType("integer") || isNumberOrText() ->
              number(path, number, faults);
          case Long number when isType("integer") || isNumberOrText() ->
              number(path, number, faults);
          case Boolean truth when isType("boolean") -> truth;
          case null, default -> {
            String kind = kind(value);
            String type = String.valueOf(node.getOrDefault("type", "integer,string"));
            String rule = "must be of type %s: \"%s\"".formatted(type, kind);
            fault(path, "\"" + kind + "\"", rule, faults);
            yield value;
          }
        };
    if (faults.size() == before && complete != null) {
      keepsRules(path, complete, faults);
    }
    return complete;
  }

  private Map<String, Object> fields(String path, Map<String, Object> found, List<Fault> faults) {
    Map<String, Object> known = map(node.getOrDefault("properties", Map.of()));
    Optional<Schema> others =
        Optional.ofNullable(node.get("additionalProperties")).map(each -> new Schema(map(each)));
    Map<String, Object> complete = new LinkedHashMap<>();
    found.forEach((name, value) -> {
      String field = join(path, name);
      Optional<Schema> schema = schema(known, name).or(() -> others);
      if (path.isEmpty() && OF_EVERY_RESOURCE.contains(name)) {
        complete.put(name, value);
      } else if (schema.isEmpty()) {
        faults.add(new Fault(field, "unknown field \"" + field + "\"", knownFields(path, known)));
      } else if (value != null || !schema.get().node().containsKey("default")) {
        complete.put(name, schema.get().checked(field, value, faults));
      }
    });
    known.forEach((name, schema) -> {
      Object otherwise = map(schema).get("default");
      if (!complete.containsKey(name) && otherwise != null) {
        complete.put(name, otherwise);
      }
    });
    for (Object name : list("required")) {
      if (!complete.containsKey(String.valueOf(name))) {
        String field = join(path, String.valueOf(name));
        String remedy = schema(known, String.valueOf(name)).map(Schema::remedy).orElse("");
        faults.add(new Fault(field, field + ": Required value", remedy));
      }
    }
    return complete;
  }

  private static String knownFields(String path, Map<String, Object> known) {
    String where = path.isEmpty() ? "the resource" : path;
    return where + " has the fields " + String.join(", ", new TreeSet<>(known.keySet())) + ".";
  }

  private static Optional<Schema> schema(Map<String, Object> known, String name) {
    return Optional.ofNullable(known.get(name)).map(each -> new Schema(map(each)));
  }

  private List<Object> elements(String path, List<?> elements, List<Fault> faults) {
    long most = bound("maxItems", Long.MAX_VALUE);
    if (elements.size() > most) {
      String message =
          "%s: Too many: %d: must have at most %d items".formatted(path, elements.size(), most);
      faults.add(new Fault(path, message, remedy()));
    }
    Schema schema = new Schema(map(node.getOrDefault("items", Map.of())));
    List<Object> complete = new ArrayList<>();
    for (int at = 0; at < elements.size(); at++) {
      Object checked = schema.checked(path + "[" + at + "]", elements.get(at), faults);
      if (checked != null) {
        complete.add(checked);
      }
    }
    return complete;
  }

  private String text(String path, String text, List<Fault> faults) {
    List<Object> words = list("enum");
    if (!words.isEmpty() && !words.contains(text)) {
      List<String> quoted = words.stream().map(each -> "\"" + each + "\"").sorted().toList();
      String message =
          "%s: Unsupported value: \"%s\": supported values: %s"
              .formatted(path, text, String.join(", ", quoted));
      faults.add(new Fault(path, message, remedy()));
      return text;
    }
    String shown = "\"" + text + "\"";
    int length = text.codePointCount(0, text.length());
    if (length < bound("minLength", 0)) {
      String rule = "should be at least %d chars long".formatted(bound("minLength", 0));
      fault(path, shown, rule, faults);
    } else if (length > bound("maxLength", Long.MAX_VALUE)) {
      String rule = "should be at most %d chars long".formatted(bound("maxLength", 0));
      fault(path, shown, rule, faults);
    } else if (node.get("pattern") instanceof String form
        && !Pattern.compile(form).matcher(text).find()) {
      fault(path, shown, "should match '" + form + "'", faults);
    }
    return text;
  }

  private Number number(String path, Number number, List<Fault> faults) {
    String rule = "should be %s than or equal to %d";
    if (number.longValue() < bound("minimum", Long.MIN_VALUE)) {
      fault(path, number.toString(), rule.formatted("greater", bound("minimum", 0)), faults);
    } else if (number.longValue() > bound("maximum", Long.MAX_VALUE)) {
      fault(path, number.toString(), rule.formatted("less", bound("maximum", 0)), faults);
    }
    return number;
  }

  private void fault(String path, String shown, String rule, List<Fault> faults) {
    String message = "%s: Invalid value: %s: %s in body %s".formatted(path, shown, path, rule);
    faults.add(new Fault(path, message, remedy()));
  }

  private void keepsRules(String path, Object value, List<Fault> faults) {
    for (Object each : list("x-kubernetes-validations")) {
      Map<String, Object> rule = map(each);
      String text = String.valueOf(rule.get("rule"));
      if (!Rule.isAboutChanges(text) && !new Rule(text).holds(value)) {
        String message = String.valueOf(rule.get("message"));
        faults.add(new Fault(path, path.isEmpty() ? message : path + ": " + message, ""));
      }
    }
  }

  private String remedy() {
    return String.valueOf(node.getOrDefault("description", ""));
  }

  private boolean isType(String type) {
    return type.equals(node.get("type"));
  }

  private boolean isNumberOrText() {
    return Boolean.TRUE.equals(node.get("x-kubernetes-int-or-string"));
  }

  private long bound(String name, long otherwise) {
    return node.get(name) instanceof Number number ? number.longValue() : otherwise;
  }

  private List<Object> list(String name) {
    return node.get(name) instanceof List<?> list ? List.copyOf(list) : List.of();
  }

  private static String kind(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Map<?, ?> _ -> "object";
      case List<?> _ -> "array";
      case String _ -> "string";
      case Boolean _ -> "boolean";
      case Double _ -> "number";
      default -> "integer";
    };
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /// A map of YAML as what it is; keys that are no texts become such.
  static Map<String, Object> map(@Nullable Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> fields) {
      fields.forEach((name, each) -> map.put(String.valueOf(name), each));
    }
    return map;
  }
}
