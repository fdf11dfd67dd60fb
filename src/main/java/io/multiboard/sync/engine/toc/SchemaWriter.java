package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.Schema;
import java.util.List;

/// `CREATE SCHEMA`.
final class SchemaWriter {
  private SchemaWriter() {}

  static List<EntryText> entries(Schema schema, Writing writing) {
    String name = schema.facts().sqlName();
    return List.of(
        EntryText.creating(
            EntryKind.SCHEMA,
            writing.section(),
            schema.facts(),
            "CREATE SCHEMA " + name + ";\n",
            "DROP SCHEMA " + name + ";\n"));
  }
}
