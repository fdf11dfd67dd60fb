package io.multiboard.sync.engine;

import io.multiboard.sync.engine.archive.ArchiveWriter;
import io.multiboard.sync.engine.copy.Crew;
import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Copies a database into another: the import takes rows from the archive while the export writes
/// it. Either half's failure ends the other, and the target changes only after both have succeeded.
/// Thread-safe; an interrupt of the thread that runs cancels.
public final class Sync {
  private final Export export;
  private final Import load;

  public Sync(EventSink events) {
    this(new Export(events), new Import(events));
  }

  Sync(Export export, Import load) {
    this.export = export;
    this.load = load;
  }

  /// Runs to the end, or fails with the target as it was.
  ///
  /// @param archive new; closed by the caller. When the export has succeeded it is whole, whatever
  ///   becomes of the import
  public SyncReport run(SyncRequest request, ArchiveWriter archive) {
    return new Run(request, archive).run();
  }

  /// One run. Not thread-safe but for what its two threads share.
  private final class Run {
    private final SyncRequest request;
    private final ArchiveWriter archive;
    private final Map<Integer, Long> estimatedBytes = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable ExportReport> exported = new AtomicReference<>();
    private final AtomicReference<@Nullable ImportReport> imported = new AtomicReference<>();
    private final AtomicReference<@Nullable SyncException> exportFailure = new AtomicReference<>();

    Run(SyncRequest request, ArchiveWriter archive) {
      this.request = request;
      this.archive = archive;
    }

    SyncReport run() {
      long start = System.nanoTime();
      try (Crew crew = new Crew("sync")) {
        crew.fork(this::export);
        crew.fork(this::load);
        crew.join();
      } catch (SyncException failure) {
        // An interrupt that comes when both halves have ended well, the swap with them, undoes
        // nothing.
        if (exported.get() == null || imported.get() == null) {
          throw cause(failure);
        }
      }
      return new SyncReport(
          Objects.requireNonNull(exported.get()),
          Objects.requireNonNull(imported.get()),
          Duration.ofNanos(System.nanoTime() - start));
    }

    private void export() {
      try {
        exported.set(export.run(exportRequest(), archive, this::planned));
      } catch (SyncException failure) {
        exportFailure.set(failure);
        throw failure;
      }
    }

    /// Rows that only pass through need no text.
    private ExportRequest exportRequest() {
      return request.export().copyFormat() == CopyFormat.Auto
          ? request.export().withCopyFormat(CopyFormat.Binary)
          : request.export();
    }

    private void planned(ExportPlan plan) {
      plan.tables()
          .forEach(table ->
              estimatedBytes.put(
                  table.entry().header().dumpId(), Math.max(1, table.table().bytes())));
    }

    private void load() {
      imported.set(
          load.run(
              new ImportRequest(
                  request.target(),
                  archive.spool(),
                  request.runId(),
                  request.options(),
                  request.guard(),
                  entry -> estimatedBytes.getOrDefault(entry.header().dumpId(), 0L))));
    }

    /// What the import is told of a failed export it tells again, perhaps first, and not as well.
    private SyncException cause(SyncException first) {
      SyncException own = exportFailure.get();
      return own == null || own.reason() == Reason.Cancelled ? first : own;
    }
  }
}
