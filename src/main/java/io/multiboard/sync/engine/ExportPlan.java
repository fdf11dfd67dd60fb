package io.multiboard.sync.engine;

import io.multiboard.sync.engine.archive.ArchiveWriter;
import io.multiboard.sync.engine.catalog.Catalog;
import io.multiboard.sync.engine.catalog.LargeObject;
import io.multiboard.sync.engine.catalog.RowTable;
import io.multiboard.sync.engine.copy.SourceTable;
import io.multiboard.sync.engine.toc.CopyEncoding;
import io.multiboard.sync.engine.toc.CopyStatement;
import io.multiboard.sync.engine.toc.TableOfContents;
import io.multiboard.sync.engine.toc.TocBuilder;
import io.multiboard.sync.engine.toc.TocEntry;
import io.multiboard.sync.engine.toc.TocOptions;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What an export has to read, thought out from the catalog alone.
///
/// @param tables in the order of their entries
/// @param largeObjects the entry of the large objects, where there are any, and their OIDs
record ExportPlan(
    TableOfContents contents,
    List<PlannedTable> tables,
    Optional<TocEntry.LargeObjects> largeObjects,
    List<Long> largeObjectOids) {
  /// A table's entry and where its rows are.
  record PlannedTable(TocEntry.TableData entry, SourceTable table) {}

  static ExportPlan of(Catalog catalog, TocOptions options, CopyFormat format) {
    Map<Long, RowTable> rowTables = new HashMap<>();
    catalog.rowTables().forEach(table -> rowTables.put(table.address().objectOid(), table));
    List<TocEntry> entries = new ArrayList<>();
    List<PlannedTable> tables = new ArrayList<>();
    TableOfContents built = TocBuilder.build(catalog, options);
    for (TocEntry entry : built.entries()) {
      if (entry instanceof TocEntry.TableData data) {
        PlannedTable planned = planned(data, rowTables, format);
        tables.add(planned);
        entries.add(planned.entry());
      } else {
        entries.add(entry);
      }
    }
    return new ExportPlan(
        new TableOfContents(built.database(), built.serverVersion(), entries),
        List.copyOf(tables),
        largeObjects(entries.stream()),
        catalog.objects(LargeObject.class).map(object -> object.address().objectOid()).toList());
  }

  private static PlannedTable planned(
      TocEntry.TableData data, Map<Long, RowTable> rowTables, CopyFormat format) {
    RowTable rows = rowTables.get(data.header().catalogId().objectOid());
    if (rows == null) {
      throw new SyncException(
          Reason.InternalError,
          "the rows of " + data.header().displayName() + " belong to no table of the catalog",
          "report it, with the definition of that table");
    }
    CopyEncoding encoding =
        format == CopyFormat.Binary && rows.mayTravelAsBinary()
            ? CopyEncoding.BINARY
            : CopyEncoding.TEXT;
    return new PlannedTable(travelling(data, encoding), source(rows, encoding));
  }

  private static TocEntry.TableData travelling(TocEntry.TableData data, CopyEncoding encoding) {
    Optional<String> statement =
        data.copyStatement().map(text -> CopyStatement.parse(text).in(encoding).archiveText());
    return new TocEntry.TableData(data.header(), statement, data.partitionRoot());
  }

  static SourceTable source(RowTable rows, CopyEncoding encoding) {
    return new SourceTable(
        rows.name(),
        rows.columns(),
        encoding,
        rows.condition(),
        rows.volume().estimatedRows(),
        rows.volume().bytes(),
        rows.volume().heap());
  }

  private static Optional<TocEntry.LargeObjects> largeObjects(Stream<TocEntry> entries) {
    return entries
        .filter(TocEntry.LargeObjects.class::isInstance)
        .map(TocEntry.LargeObjects.class::cast)
        .findFirst();
  }

  /// What each table will weigh, for those who read the archive while it grows.
  List<ArchiveWriter.Estimate> estimates() {
    return tables.stream()
        .map(planned ->
            new ArchiveWriter.Estimate(
                planned.entry().header().dumpId(),
                Math.max(0, planned.table().estimatedRows()),
                Math.max(0, planned.table().bytes())))
        .toList();
  }

  long estimatedRows() {
    return tables.stream().mapToLong(planned -> planned.table().estimatedRows()).sum();
  }

  long estimatedBytes() {
    return tables.stream().mapToLong(planned -> planned.table().bytes()).sum();
  }
}
