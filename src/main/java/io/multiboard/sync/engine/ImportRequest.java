package io.multiboard.sync.engine;

import io.multiboard.sync.engine.archive.ArchiveSource;
import io.multiboard.sync.engine.target.Guard;
import io.multiboard.sync.engine.target.ImportOptions;
import io.multiboard.sync.engine.target.Memory;
import io.multiboard.sync.engine.toc.TocEntry;
import io.multiboard.sync.postgres.Connector;
import java.util.function.ToLongFunction;

/// What to import, and into which database.
///
/// @param target the database that the copy will be known as; it may not exist yet
/// @param runId 1 to 32 lower-case letters, digits and hyphens, used by this run alone; another
///   attempt of the same run, with the same id, ends what is left of the one before
/// @param guard what the target must not be
/// @param estimatedBytes the bytes of a table's rows where the source of the rows cannot tell yet;
///   they decide what is begun first
/// @param memory what the target is to remember of the run
public record ImportRequest(
    Connector target,
    ArchiveSource archive,
    String runId,
    ImportOptions options,
    Guard guard,
    ToLongFunction<TocEntry.TableData> estimatedBytes,
    Memory memory) {
  /// With nothing to remember.
  public ImportRequest(
      Connector target,
      ArchiveSource archive,
      String runId,
      ImportOptions options,
      Guard guard,
      ToLongFunction<TocEntry.TableData> estimatedBytes) {
    this(target, archive, runId, options, guard, estimatedBytes, Memory.NONE);
  }

  /// With nothing known about the size of tables but what the archive says.
  public ImportRequest(
      Connector target, ArchiveSource archive, String runId, ImportOptions options, Guard guard) {
    this(target, archive, runId, options, guard, entry -> 0);
  }
}
