package io.multiboard.sync.engine.toc;

import java.util.List;
import java.util.Optional;

/// What every entry of a table of contents has.
///
/// @param dumpId positive and unique within a table of contents; names the data file
/// @param tag the name as archives show it, such as `table column` for a DEFAULT
/// @param namespace the schema, unquoted
/// @param owner the owning role, unquoted
/// @param dependencies dump ids of the entries that must be restored before; may name ids that are
///   not in the table of contents, which readers ignore
public record EntryHeader(
    int dumpId,
    CatalogId catalogId,
    EntryKind kind,
    Section section,
    String tag,
    Optional<String> namespace,
    Optional<String> owner,
    List<Integer> dependencies) {
  public EntryHeader {
    dependencies = List.copyOf(dependencies);
  }

  /// The name that people read: `schema.tag`, or the tag alone.
  public String displayName() {
    return namespace.map(schema -> schema + "." + tag).orElse(tag);
  }
}
