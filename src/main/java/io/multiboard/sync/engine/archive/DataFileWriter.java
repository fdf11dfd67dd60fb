package io.multiboard.sync.engine.archive;

import io.multiboard.sync.engine.toc.CopyEncoding;
import io.multiboard.sync.engine.toc.TocEntry;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Writes the rows of a table into its data file. Several threads may append; the order of rows
/// does not matter. Thread-safe.
public final class DataFileWriter {
  private final TocEntry.TableData entry;
  private final CopyEncoding encoding;
  private final List<String> columns;
  private final GrowingArchive archive;
  private final AppendedFile file;
  private final TableLog log;
  private final ReentrantLock lock = new ReentrantLock();
  private long rows;
  private long bytes;
  private boolean finished;

  DataFileWriter(
      TocEntry.TableData entry,
      CopyEncoding encoding,
      List<String> columns,
      GrowingArchive archive) {
    this.entry = entry;
    this.encoding = encoding;
    this.columns = List.copyOf(columns);
    this.archive = archive;
    int dumpId = entry.header().dumpId();
    this.file = archive.file(ArchiveNames.tableData(dumpId) + archive.compression().fileSuffix());
    this.log = archive.spool().log(dumpId);
    frame(CopyFraming.header(encoding));
  }

  /// Takes a run of whole rows, compresses it on this thread and puts it at the end of the file.
  /// The array is the caller's again when this returns.
  ///
  /// @param run the first `length` bytes: rows without header, trailer or `\.`
  public void append(byte[] run, int length, long rowCount) {
    archive.check();
    if (length == 0 && rowCount == 0) {
      return;
    }
    Segment segment =
        length <= FrameEncoders.LONGEST
            ? appendFrame(run, length, rowCount)
            : appendFrames(run, length, rowCount);
    if (log.isRead()) {
      archive.spool().hot().copy(run, length).ifPresent(segment::heat);
    }
    log.add(segment);
    archive.tell(new JournalEntry.Written(entry.header().dumpId(), segment));
  }

  private Segment appendFrame(byte[] run, int length, long rowCount) {
    try (FrameEncoders.Frame frame = archive.encoders().encode(run, 0, length)) {
      Optional<String> digest =
          digest().map(_ -> Digests.sha256(frame.bytes(), frame.offset(), frame.length()));
      lock.lock();
      try {
        long offset = start();
        file.append(frame.bytes(), frame.offset(), frame.length());
        return appended(offset, length, rowCount, digest);
      } finally {
        lock.unlock();
      }
    }
  }

  /// A run with a very wide row goes in parts, so that it needs no second array of its size; nobody
  /// else appends meanwhile.
  private Segment appendFrames(byte[] run, int length, long rowCount) {
    lock.lock();
    try {
      long offset = start();
      Optional<MessageDigest> digest = digest();
      for (int at = 0; at < length; at += FrameEncoders.LONGEST) {
        frame(run, at, Math.min(FrameEncoders.LONGEST, length - at), digest);
      }
      return appended(offset, length, rowCount, digest.map(Digests::text));
    } finally {
      lock.unlock();
    }
  }

  private long start() {
    if (finished) {
      throw new IllegalStateException("the data file of " + name() + " is finished");
    }
    return file.length();
  }

  /// One for a piece that other processes may read.
  private Optional<MessageDigest> digest() {
    return archive.journal().map(_ -> Digests.sha256());
  }

  private Segment appended(long offset, int length, long rowCount, Optional<String> digest) {
    rows += rowCount;
    bytes += length;
    return new Segment(offset, Math.toIntExact(file.length() - offset), length, rowCount, digest);
  }

  private void frame(byte[] content) {
    if (content.length > 0) {
      frame(content, 0, content.length, Optional.empty());
    }
  }

  private void frame(byte[] content, int offset, int length, Optional<MessageDigest> digest) {
    try (FrameEncoders.Frame frame = archive.encoders().encode(content, offset, length)) {
      file.append(frame.bytes(), frame.offset(), frame.length());
      digest.ifPresent(piece -> piece.update(frame.bytes(), frame.offset(), frame.length()));
    }
  }

  /// Ends the file.
  ///
  /// @param countedRows what the source counted in the export's snapshot; another number than was
  ///   appended fails the archive with `VerificationFailed`
  public void finish(long countedRows) {
    archive.check();
    lock.lock();
    try {
      start();
      if (rows != countedRows) {
        throw archive.failed(miscounted(countedRows));
      }
      finished = true;
      frame(CopyFraming.trailer(encoding));
      archive.finishedTable(facts(archive.finished(file)));
    } finally {
      lock.unlock();
    }
    log.finish(countedRows);
  }

  private Manifest.TableFile facts(FileFacts stored) {
    return new Manifest.TableFile(
        stored,
        entry.header().dumpId(),
        entry.header().namespace().orElse(""),
        entry.header().tag(),
        encoding,
        columns,
        rows,
        bytes);
  }

  private SyncException miscounted(long countedRows) {
    return new SyncException(
        Reason.VerificationFailed,
        "of table '%s' %d rows were exported, but it has %d in the export's snapshot"
            .formatted(name(), rows, countedRows),
        "Nothing was changed. Run it again; if it fails again, report it with the log.");
  }

  private String name() {
    return entry.header().displayName();
  }
}
