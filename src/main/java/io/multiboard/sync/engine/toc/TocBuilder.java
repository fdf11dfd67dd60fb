package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.Catalog;
import java.util.ArrayList;
import java.util.List;

/// Turns a catalog into a table of contents: drafts, sorted by what they need, written and numbered.
/// `DESIGN.md` tells the steps. Thread-safe.
public final class TocBuilder {
  private TocBuilder() {}

  /// The table of contents of everything in a catalog. Throws with the reason `UnsupportedObject` where
  /// the database holds objects that cannot be reproduced and whose kinds are not ignored.
  public static TableOfContents build(Catalog catalog, TocOptions options) {
    DependencySort.Sorted sorted = DependencySort.sort(new Drafting(catalog).drafts());
    Numbering numbering = new Numbering();
    Preamble.entries(catalog.database()).forEach(numbering::add);
    for (Draft draft : sorted.drafts()) {
      numbering.add(draft, entries(draft, catalog, sorted.repairs()));
    }
    return new TableOfContents(
        catalog.database().facts().name(),
        catalog.database().serverVersion(),
        numbering.entries());
  }

  /// A draft's entries: what its writer writes, then comments and privileges.
  private static List<EntryText> entries(Draft draft, Catalog catalog, Repairs repairs) {
    Writing writing = new Writing(catalog, repairs, repairs.section(draft));
    List<EntryText> entries = new ArrayList<>();
    draft.object().ifPresent(object -> entries.addAll(Writers.entries(draft, object, writing)));
    return entries;
  }
}
