package io.multiboard.sync.engine.preflight;

import io.multiboard.sync.engine.toc.CatalogId;
import io.multiboard.sync.engine.toc.EntryHeader;
import io.multiboard.sync.engine.toc.EntryKind;
import io.multiboard.sync.engine.toc.Section;
import io.multiboard.sync.engine.toc.TableOfContents;
import io.multiboard.sync.engine.toc.TocEntry;
import java.util.List;
import java.util.Optional;

/// Tables of contents as a test needs them.
final class TestingContents {
  private TestingContents() {}

  static TableOfContents of(String serverVersion, List<TocEntry> entries) {
    return new TableOfContents("shop", serverVersion, entries);
  }

  static TocEntry entry(EntryKind kind, String tag, String definition) {
    EntryHeader header =
        new EntryHeader(
            1,
            new CatalogId(0, 0),
            kind,
            Section.PRE_DATA,
            tag,
            Optional.of("public"),
            Optional.of("me"),
            List.of());
    return new TocEntry.Statement(header, definition, "", Optional.empty(), Optional.empty());
  }
}
