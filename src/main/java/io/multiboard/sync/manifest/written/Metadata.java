package io.multiboard.sync.manifest.written;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/// What a resource is called.
record Metadata(String namespace, String name) {
  /// Where a resource is that does not say.
  static final String DEFAULT_NAMESPACE = "default";

  private static final Pattern NAME =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final int LONGEST_NAME = 253;
  private static final int RANDOM_DIGITS = 5;
  private static final Set<String> FIELDS =
      Set.of(
          "name",
          "generateName",
          "namespace",
          "labels",
          "annotations",
          "finalizers",
          "ownerReferences",
          "uid",
          "resourceVersion",
          "generation",
          "creationTimestamp",
          "managedFields",
          "selfLink");

  /// Reads and checks it.
  static Metadata of(Document document) {
    Map<String, Object> fields = Schema.map(document.content().get("metadata"));
    List<Fault> faults = new ArrayList<>();
    for (String field : fields.keySet()) {
      if (!FIELDS.contains(field)) {
        faults.add(
            new Fault(field, "unknown field \"metadata." + field + "\"", "Remove or correct it."));
      }
    }
    String name = name(fields);
    if (name.isEmpty()) {
      faults.add(
          new Fault(
              "metadata.name", "metadata.name: Required value: name or generateName", "Name it."));
    } else if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
      faults.add(invalid("metadata.name", name, "subdomain"));
    }
    String namespace = String.valueOf(fields.getOrDefault("namespace", DEFAULT_NAMESPACE));
    if (!NAMESPACE.matcher(namespace).matches()) {
      faults.add(invalid("metadata.namespace", namespace, "label"));
    }
    refuse(document, faults);
    return new Metadata(namespace, name);
  }

  private static Fault invalid(String field, String value, String form) {
    return new Fault(
        field,
        "%s: Invalid value: \"%s\": a lowercase RFC 1123 %s consists of lower case letters, digits and '-', and starts and ends with a letter or digit"
            .formatted(field, value, form),
        "");
  }

  private static String name(Map<String, Object> fields) {
    if (fields.get("name") instanceof String name) {
      return name;
    }
    return fields.get("generateName") instanceof String prefix && !prefix.isEmpty()
        ? prefix + UUID.randomUUID().toString().substring(0, RANDOM_DIGITS)
        : "";
  }

  /// Refuses a document for its faults, all at once.
  static void refuse(Document document, List<Fault> faults) {
    if (!faults.isEmpty()) {
      String all = String.join("; ", faults.stream().map(Fault::message).toList());
      String remedy = faults.getFirst().remedy();
      String about = faults.getFirst().field() + ": " + remedy;
      throw new SyncException(
          Reason.InvalidConfiguration,
          document.display() + " is refused: " + all,
          remedy.isEmpty() ? "Correct it there." : about);
    }
  }
}
