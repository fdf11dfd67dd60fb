package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.LargeObject;
import java.util.List;
import java.util.Optional;

/// Large objects in the form of archive version 1.14: an entry for each, and one for all contents.
final class LargeObjectWriter {
  private LargeObjectWriter() {}

  static List<EntryText> entries(LargeObject object, Writing writing) {
    String oid = object.name();
    return List.of(
        EntryText.creating(
            EntryKind.BLOB,
            writing.section(),
            object.facts(),
            "SELECT pg_catalog.lo_create('" + oid + "');\n",
            "SELECT pg_catalog.lo_unlink('" + oid + "');\n"));
  }

  /// The entry for the contents of all large objects.
  static EntryText contents() {
    return new EntryText(
        EntryKind.BLOBS,
        Section.DATA,
        EntryKind.BLOBS.text(),
        Optional.empty(),
        Optional.empty(),
        new EntryText.Body.LargeObjectContents(),
        new Needs.AsSorted());
  }
}
