package io.multiboard.sync.manifest.written;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.manifest.Api;
import io.multiboard.sync.manifest.DatabaseConnection;
import io.multiboard.sync.manifest.DatabaseSync;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Resources as they were written, checked. Not thread-safe.
public final class Written {
  private static final KubernetesSerialization TYPES = new KubernetesSerialization();
  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Map.of(
          "DatabaseConnection", DatabaseConnection.class,
          "DatabaseSync", DatabaseSync.class,
          "DatabaseSyncRun", DatabaseSyncRun.class);

  private final List<DatabaseConnection> connections = new ArrayList<>();
  private final List<DatabaseSync> syncs = new ArrayList<>();
  private final List<DatabaseSyncRun> runs = new ArrayList<>();
  private final List<WrittenSecret> secrets = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  /// Adds the documents of a text.
  ///
  /// @param name of the file, for messages
  /// @throws SyncException `InvalidConfiguration`, naming the resource, the field and the rule
  public void read(String name, String text) {
    for (Document document : Document.read(name, text)) {
      if (document.kind().isEmpty() || document.apiVersion().isEmpty()) {
        throw refused(document, "it has no apiVersion and kind");
      } else if (document.apiVersion().equals("v1") && document.kind().equals("Secret")) {
        Metadata metadata = metadata(document);
        secrets.add(WrittenSecret.of(document, metadata));
      } else if (document.apiVersion().startsWith(Api.GROUP + "/")) {
        add(document);
      } else {
        leftOut.add(document.display());
      }
    }
  }

  private Metadata metadata(Document document) {
    Metadata metadata = Metadata.of(document);
    if (!names.add(document.kind() + " " + metadata)) {
      throw refused(document, "there are two of this name");
    }
    return metadata;
  }

  private void add(Document document) {
    Class<? extends HasMetadata> type = KINDS.get(document.kind());
    if (type == null || !document.apiVersion().equals(Api.GROUP + "/" + Api.VERSION)) {
      throw refused(
          document,
          "no matches for kind \"%s\" in version \"%s\""
              .formatted(document.kind(), document.apiVersion()));
    }
    Metadata metadata = metadata(document);
    switch (TYPES.convertValue(checked(document, metadata), type)) {
      case DatabaseConnection connection -> connections.add(connection);
      case DatabaseSync sync -> syncs.add(sync);
      case DatabaseSyncRun run -> runs.add(run);
      default -> throw refused(document, "it is none of our kinds");
    }
  }

  /// With defaults; without what only a server says.
  private static Map<String, Object> checked(Document document, Metadata metadata) {
    Map<String, Object> resource = new LinkedHashMap<>(document.content());
    Map<String, Object> named = new LinkedHashMap<>();
    Map<String, Object> written = Schema.map(resource.get("metadata"));
    for (String kept : List.of("labels", "annotations")) {
      if (written.get(kept) instanceof Map<?, ?> texts) {
        named.put(kept, texts);
      }
    }
    named.put("name", metadata.name());
    named.put("namespace", metadata.namespace());
    resource.put("metadata", named);
    resource.remove("status");
    List<Fault> faults = new ArrayList<>();
    Map<String, Object> complete = schema(document.kind()).check(resource, faults);
    Metadata.refuse(document, faults);
    return complete;
  }

  /// The schema of the definition in `crds/`.
  private static Schema schema(String kind) {
    String file = "/crds/" + HasMetadata.getFullResourceName(KINDS.get(kind)) + ".yaml";
    try (InputStream definition = Written.class.getResourceAsStream(file)) {
      if (definition == null) {
        throw new IllegalStateException("the definition " + file + " is not in the program");
      }
      String text = new String(definition.readAllBytes(), StandardCharsets.UTF_8);
      Object whole = new Load(LoadSettings.builder().build()).loadFromString(text);
      Object versions = Schema.map(Schema.map(whole).get("spec")).get("versions");
      Object version = versions instanceof List<?> list ? list.getFirst() : null;
      Object schema = Schema.map(Schema.map(version).get("schema")).get("openAPIV3Schema");
      return new Schema(Schema.map(schema));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static SyncException refused(Document document, String why) {
    return new SyncException(
        Reason.InvalidConfiguration,
        document.display() + " is refused: " + why,
        "Correct it there.");
  }

  public List<DatabaseConnection> connections() {
    return List.copyOf(connections);
  }

  public List<DatabaseSync> syncs() {
    return List.copyOf(syncs);
  }

  public List<DatabaseSyncRun> runs() {
    return List.copyOf(runs);
  }

  public List<WrittenSecret> secrets() {
    return List.copyOf(secrets);
  }

  /// Resources of other kinds, as people name them.
  public List<String> leftOut() {
    return List.copyOf(leftOut);
  }
}
