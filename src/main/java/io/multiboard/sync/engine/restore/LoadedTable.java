package io.multiboard.sync.engine.restore;

import io.multiboard.sync.engine.toc.TocEntry;
import io.multiboard.sync.postgres.QualifiedName;

/// A table whose rows have been loaded.
///
/// @param table what the rows went into, which may be the root of a partitioned table
/// @param fresh whether all of its rows come from the archive; an extension's table may have others
/// @param loaded rows that COPY reported; not a proof of anything
/// @param expected rows that the source counted in its snapshot, or [RestoreData#UNKNOWN]
public record LoadedTable(
    TocEntry.TableData entry, QualifiedName table, boolean fresh, long loaded, long expected) {}
