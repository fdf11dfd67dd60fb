package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.Catalog;
import io.multiboard.sync.engine.catalog.CatalogObject;
import java.util.ArrayList;
import java.util.List;

/// Turns a catalog into a table of contents: drafts, sorted by what they need, written and
/// numbered. `DESIGN.md` tells the steps. Thread-safe.
public final class TocBuilder {
  private TocBuilder() {}

  /// The table of contents of everything in a catalog. Throws with the reason `UnsupportedObject`
  /// where the database holds objects that cannot be reproduced and whose kinds are not ignored.
  public static TableOfContents build(Catalog catalog, TocOptions options) {
    Refusals.check(catalog, options);
    DependencySort.Sorted sorted = DependencySort.sort(new Drafting(catalog).drafts());
    Numbering numbering = new Numbering();
    Preamble.entries().forEach(numbering::add);
    numbering.add(DatabaseWriter.draft(catalog.database()), DatabaseWriter.entries(catalog));
    for (Draft draft : sorted.drafts()) {
      numbering.add(draft, entries(draft, catalog, sorted.repairs()));
    }
    return new TableOfContents(
        catalog.database().facts().name(), catalog.database().server().text(), numbering.entries());
  }

  /// A draft's entries: what its writer writes, then comments and privileges.
  private static List<EntryText> entries(Draft draft, Catalog catalog, Repairs repairs) {
    Writing writing = new Writing(catalog, repairs, repairs.section(draft));
    List<EntryText> entries = new ArrayList<>();
    draft.object().ifPresent(object -> addEntries(draft, object, writing, entries));
    return entries;
  }

  private static void addEntries(
      Draft draft, CatalogObject object, Writing writing, List<EntryText> entries) {
    boolean creating = draft.key().role() == DraftKey.Role.OBJECT;
    // An extension's script creates its members; what is in them may be the user's, and what was
    // granted since is to be said.
    boolean preset = object.facts().extension().isPresent();
    if (!preset || draft.key().role() == DraftKey.Role.DATA) {
      entries.addAll(Writers.entries(draft, object, writing));
    }
    if (!preset && creating) {
      entries.addAll(Comments.entries(object, writing));
    }
    entries.addAll(creating ? Grants.entries(object, writing) : List.of());
  }
}
