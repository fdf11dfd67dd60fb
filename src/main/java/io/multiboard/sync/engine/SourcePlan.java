package io.multiboard.sync.engine;

import io.multiboard.sync.engine.catalog.CatalogReader;
import io.multiboard.sync.engine.copy.Crew;
import io.multiboard.sync.engine.copy.Snapshot;
import io.multiboard.sync.engine.toc.TableOfContents;
import io.multiboard.sync.engine.toc.TocOptions;
import io.multiboard.sync.postgres.Session;

/// What an export would read, found as an export finds it, up to its first row: locks, snapshot,
/// catalog.
///
/// @param rows of all tables, as the server estimates them
/// @param bytes that the tables take on the server's disk
/// @param databaseBytes that the whole database takes there, with its indexes
public record SourcePlan(TableOfContents contents, long rows, long bytes, long databaseBytes) {
  private static final String DATABASE_BYTES =
      "SELECT pg_catalog.pg_database_size(pg_catalog.current_database())";

  /// Looks at the source; nothing is left there. An interrupt of this thread cancels.
  public static SourcePlan of(ExportRequest request) {
    return Crew.run(
        "plan",
        crew -> {
          Session session = crew.open(request.source());
          SourceChecks.check(session);
          Snapshot.take(session, request.source(), request.lockTimeout());
          ExportPlan plan =
              ExportPlan.of(
                  CatalogReader.read(session),
                  new TocOptions(request.ignoredKinds()),
                  request.copyFormat());
          return new SourcePlan(
              plan.contents(),
              plan.estimatedRows(),
              plan.estimatedBytes(),
              session.queryOne(DATABASE_BYTES, row -> row.getLong(1)));
        });
  }
}
