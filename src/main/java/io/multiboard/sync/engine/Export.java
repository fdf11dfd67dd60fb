package io.multiboard.sync.engine;

import io.multiboard.sync.engine.archive.ArchiveFacts;
import io.multiboard.sync.engine.archive.ArchiveWriter;
import io.multiboard.sync.engine.archive.DataFileWriter;
import io.multiboard.sync.engine.archive.LargeObjectWriter;
import io.multiboard.sync.engine.archive.Manifest;
import io.multiboard.sync.engine.archive.SourceFacts;
import io.multiboard.sync.engine.catalog.CatalogReader;
import io.multiboard.sync.engine.copy.Crew;
import io.multiboard.sync.engine.copy.ExportCrew;
import io.multiboard.sync.engine.copy.LargeObjectExport;
import io.multiboard.sync.engine.copy.RowSink;
import io.multiboard.sync.engine.copy.Snapshot;
import io.multiboard.sync.engine.copy.TableExport;
import io.multiboard.sync.engine.toc.TocOptions;
import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.event.Stage;
import io.multiboard.sync.event.SyncEvent;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Reads a database into an archive, as one snapshot sees it. The source is only read: every
/// session is in a read-only transaction. Thread-safe.
public final class Export {
  private final EventSink events;
  private final UnaryOperator<RowSink> between;

  public Export(EventSink events) {
    this(events, UnaryOperator.identity());
  }

  /// @param between stands between the rows and the archive: for tests that spoil them
  Export(EventSink events, UnaryOperator<RowSink> between) {
    this.events = events;
    this.between = between;
  }

  /// Exports everything and finishes the archive. On a failure, or an interrupt of this thread, the
  /// archive is failed and no session is left on the server.
  ///
  /// @param archive new; closed by the caller
  public ExportReport run(ExportRequest request, ArchiveWriter archive) {
    return run(request, archive, plan -> {});
  }

  /// As above.
  ///
  /// @param planned is told what will be read, before readers of the spool can see it
  ExportReport run(ExportRequest request, ArchiveWriter archive, Consumer<ExportPlan> planned) {
    long start = System.nanoTime();
    events.accept(new SyncEvent.StageStarted(Stage.Export));
    try {
      SourceFacts source = Crew.run("export", crew -> read(crew, request, archive, planned));
      ArchiveFacts facts = archive.finish(source);
      events.accept(new SyncEvent.StageFinished(Stage.Export));
      return report(facts, Duration.ofNanos(System.nanoTime() - start));
    } catch (SyncException failure) {
      archive.fail(failure);
      throw failure;
    } catch (RuntimeException | Error unexpected) {
      archive.fail(unforeseen(unexpected));
      throw unexpected;
    }
  }

  private static SyncException unforeseen(Throwable cause) {
    Reason reason = cause instanceof OutOfMemoryError ? Reason.OutOfMemory : Reason.InternalError;
    return new SyncException(reason, "the export failed: " + cause, "", cause);
  }

  private SourceFacts read(
      Crew crew, ExportRequest request, ArchiveWriter archive, Consumer<ExportPlan> planned)
      throws InterruptedException {
    Session session = crew.open(request.source());
    SourceChecks.check(session);
    Snapshot snapshot = Snapshot.take(session, request.source(), request.lockTimeout());
    SourceFacts source = SourceChecks.facts(session, snapshot.facts());
    ExportPlan plan =
        ExportPlan.of(
            CatalogReader.read(session),
            new TocOptions(request.ignoredKinds()),
            request.copyFormat());
    planned.accept(plan);
    archive.begin(plan.contents(), plan.estimates());
    events.accept(
        new SyncEvent.Planned(
            Stage.Export, plan.tables().size(), plan.estimatedRows(), plan.estimatedBytes()));
    read(plan, request, snapshot, archive);
    return source;
  }

  private void read(
      ExportPlan plan, ExportRequest request, Snapshot snapshot, ArchiveWriter archive)
      throws InterruptedException {
    List<TableExport> tables =
        plan.tables().stream().map(planned -> tableExport(planned, archive)).toList();
    Optional<LargeObjectWriter> objects = plan.largeObjects().map(archive::largeObjects);
    new ExportCrew(snapshot, request.jobs(), request.chunkBytes(), events)
        .read(tables, objects.map(writer -> largeObjectExport(plan, writer)));
    objects.ifPresent(LargeObjectWriter::finish);
  }

  private TableExport tableExport(ExportPlan.PlannedTable planned, ArchiveWriter archive) {
    return new TableExport(
        planned.table(),
        () ->
            between.apply(
                new FileSink(
                    archive.table(
                        planned.entry(), planned.table().encoding(), planned.table().columns()))));
  }

  /// What large objects weigh is not known without reading them.
  private static LargeObjectExport largeObjectExport(ExportPlan plan, LargeObjectWriter writer) {
    return new LargeObjectExport(plan.largeObjectOids(), 0, writer::write);
  }

  private record FileSink(DataFileWriter file) implements RowSink {
    @Override
    public void append(byte[] rows, int length, long rowCount) {
      file.append(rows, length, rowCount);
    }

    @Override
    public void finish(long countedRows) {
      file.finish(countedRows);
    }
  }

  private static ExportReport report(ArchiveFacts facts, Duration elapsed) {
    Manifest manifest = facts.manifest();
    long tableBytes = manifest.tables().stream().mapToLong(Manifest.TableFile::bytes).sum();
    long objectBytes =
        manifest.largeObjects().stream().mapToLong(Manifest.LargeObjectFile::bytes).sum();
    return new ExportReport(
        facts,
        manifest.tables().size(),
        manifest.tables().stream().mapToLong(Manifest.TableFile::rows).sum(),
        tableBytes + objectBytes,
        manifest.largeObjects().size(),
        elapsed);
  }
}
