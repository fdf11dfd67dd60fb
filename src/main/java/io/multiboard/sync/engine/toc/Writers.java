package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.CatalogObject;
import io.multiboard.sync.engine.catalog.Schema;
import java.util.List;

/// Which writer writes which kind of object.
final class Writers {
  private Writers() {}

  /// All entries of a draft, the one that creates its object first.
  static List<EntryText> entries(Draft draft, CatalogObject object, Writing writing) {
    return switch (draft.key().role()) {
      case OBJECT -> creating(object, writing);
      case DATA, ATTACH, ROW_SECURITY, PRE_DATA_END, POST_DATA_START -> List.of();
    };
  }

  private static List<EntryText> creating(CatalogObject object, Writing writing) {
    return switch (object) {
      case Schema schema -> SchemaWriter.entries(schema, writing);
    };
  }
}
