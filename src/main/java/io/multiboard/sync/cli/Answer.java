package io.multiboard.sync.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// What a verb found or did, for people and for machines.
///
/// @param status the exit status
/// @param text lines for people
/// @param fields of the JSON object for machines, in order
record Answer(int status, List<String> text, SequencedMap<String, Object> fields) {
  Answer {
    text = List.copyOf(text);
    fields = new LinkedHashMap<>(fields);
  }

  /// One that did what was asked for.
  static Answer done(List<String> text, SequencedMap<String, Object> fields) {
    return new Answer(ExitStatus.DONE, text, fields);
  }

  /// Nothing more to say after [Invocation#tell].
  static Answer told() {
    return done(List.of(), new LinkedHashMap<>());
  }

  /// Whether it says that all that was asked for is done.
  boolean isWhole() {
    return status == ExitStatus.DONE && !fields.isEmpty();
  }

  /// Pairs of names and values as fields, in their order.
  static SequencedMap<String, Object> fields(Object... pairs) {
    SequencedMap<String, Object> fields = new LinkedHashMap<>();
    for (int at = 0; at < pairs.length; at += 2) {
      fields.put(String.valueOf(pairs[at]), pairs[at + 1]);
    }
    return fields;
  }

  /// The JSON object's fields, beginning with its type.
  Map<String, Object> object() {
    SequencedMap<String, Object> all = fields("type", "result");
    all.putAll(fields);
    return all;
  }
}
