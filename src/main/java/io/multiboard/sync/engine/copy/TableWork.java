package io.multiboard.sync.engine.copy;

import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.event.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One table on its way: its parts are done by several sessions, the last of them finishes it.
/// Thread-safe.
final class TableWork {
  private final TableExport export;
  private final List<Share> shares;
  private final TableProgress progress;
  private int partsLeft;
  private long countedRows;
  private @Nullable RowSink sink;

  TableWork(TableExport export, List<Share> shares, EventSink events) {
    this.export = export;
    this.shares = shares;
    this.progress = new TableProgress(events, Stage.Export, export.table().name().display());
    this.partsLeft = shares.size() + 1;
  }

  SourceTable table() {
    return export.table();
  }

  /// All parts, in the order of their doing. A table of one share is counted by whoever reads it;
  /// the rows of others are counted while others read, not at the end, when everybody would wait
  /// for it.
  List<ExportPart> parts(int jobs) {
    if (shares.size() == 1) {
      Share only = shares.getFirst();
      return List.of(part(only.bytes(), reading -> readAndCount(reading, only)));
    }
    List<ExportPart> parts = new ArrayList<>();
    shares.forEach(share -> parts.add(part(share.bytes(), reading -> read(reading, share))));
    parts.add(Math.min(jobs, parts.size()), part(0, this::count));
    return parts;
  }

  private ExportPart part(long bytes, ExportPart.Action action) {
    return new ExportPart(Optional.of(table().name()), bytes, action);
  }

  private void readAndCount(Reading reading, Share share) {
    read(reading, share);
    count(reading);
  }

  private void read(Reading reading, Share share) {
    new ShareReader(reading, share, sink(), progress).read();
    partDone();
  }

  private void count(Reading reading) {
    long rows = reading.session().queryOne(table().countQuery(), row -> row.getLong(1));
    synchronized (this) {
      countedRows = rows;
    }
    partDone();
  }

  private synchronized RowSink sink() {
    if (sink == null) {
      sink = export.sink().get();
      progress.started(table().estimatedRows(), table().bytes());
    }
    return sink;
  }

  private void partDone() {
    RowSink finished = sink();
    synchronized (this) {
      if (--partsLeft > 0) {
        return;
      }
    }
    finished.finish(countedRows);
    progress.finished(countedRows);
  }
}
