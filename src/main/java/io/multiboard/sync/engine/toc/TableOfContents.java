package io.multiboard.sync.engine.toc;

import java.util.List;
import java.util.stream.Stream;

/// The entries of an archive in the order of their restore.
///
/// @param database the name of the database that was read
/// @param serverVersion the version text of its server, such as `15.18 (Debian 15.18-0+deb12u1)`
public record TableOfContents(String database, String serverVersion, List<TocEntry> entries) {
  public TableOfContents {
    entries = List.copyOf(entries);
  }

  /// The entries that have rows of a table, in order.
  public Stream<TocEntry.TableData> tableData() {
    return entries.stream()
        .filter(TocEntry.TableData.class::isInstance)
        .map(TocEntry.TableData.class::cast);
  }
}
