package io.multiboard.sync.manifest.written;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// One document of a YAML (or JSON) text. It may hold a Secret, so nothing prints it.
///
/// @param place where it stands, for messages
/// @param content the whole document
record Document(String place, Map<String, Object> content) {
  private static final int LONGEST_TEXT = 4 << 20;
  private static final int MOST_ALIASES = 50;

  /// The documents of a text; those of a `List` each by itself.
  ///
  /// @param name of the file, for messages
  static List<Document> read(String name, String text) {
    List<Document> documents = new ArrayList<>();
    int number = 0;
    for (Object each : parse(name, text)) {
      number++;
      String place = number == 1 ? name : name + ", document " + number;
      if (each instanceof Map<?, ?>) {
        add(documents, place, Schema.map(each));
      } else if (each != null) {
        throw refused(place + " is no resource: it holds no fields");
      }
    }
    return documents;
  }

  private static void add(List<Document> documents, String place, Map<String, Object> content) {
    if ("List".equals(content.get("kind")) && content.get("items") instanceof List<?> items) {
      items.forEach(item -> documents.add(new Document(place, Schema.map(item))));
    } else {
      documents.add(new Document(place, content));
    }
  }

  /// The parser's own message shows the text around a fault, which may be a password.
  private static List<Object> parse(String name, String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(name)
            .setSchema(new CoreSchema())
            .setAllowDuplicateKeys(false)
            .setCodePointLimit(LONGEST_TEXT)
            .setMaxAliasesForCollections(MOST_ALIASES)
            .build();
    List<Object> documents = new ArrayList<>();
    try {
      new Load(settings).loadAllFromString(text).forEach(documents::add);
      return documents;
    } catch (MarkedYamlEngineException fault) {
      String where =
          fault.getProblemMark().map(mark -> " at line " + (mark.getLine() + 1)).orElse("");
      throw refused(name + " is no YAML that can be read" + where);
    } catch (YamlEngineException fault) {
      throw refused(name + " is no YAML that can be read");
    }
  }

  private static SyncException refused(String message) {
    return new SyncException(Reason.InvalidConfiguration, message, "Correct it there.");
  }

  String apiVersion() {
    return text("apiVersion").orElse("");
  }

  String kind() {
    return text("kind").orElse("");
  }

  private Optional<String> text(String field) {
    return content.get(field) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /// As people name it, such as `DatabaseSync "shop" (sync.yaml)`.
  String display() {
    Object name = Schema.map(content.get("metadata")).getOrDefault("name", "");
    return "%s \"%s\" (%s)".formatted(kind(), name, place);
  }

  @Override
  public String toString() {
    return display();
  }
}
