package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.Extension;
import io.multiboard.sync.postgres.Identifier;
import java.util.List;

/// `CREATE EXTENSION`, without a version: the target installs the one that it has.
final class ExtensionWriter {
  private ExtensionWriter() {}

  static List<EntryText> entries(Extension extension, Writing writing) {
    String name = extension.facts().sqlName();
    String schema = Identifier.quote(extension.targetSchema());
    return List.of(
        EntryText.creating(
            EntryKind.EXTENSION,
            writing.section(),
            extension.facts(),
            "CREATE EXTENSION IF NOT EXISTS " + name + " WITH SCHEMA " + schema + ";\n",
            "DROP EXTENSION " + name + ";\n"));
  }
}
