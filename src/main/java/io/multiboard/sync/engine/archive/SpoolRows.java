package io.multiboard.sync.engine.archive;

import io.multiboard.sync.engine.toc.CopyEncoding;
import java.util.Optional;

/// The rows of a table of a spool, while it grows. Thread-safe.
final class SpoolRows implements TableRows {
  private final CopyEncoding encoding;
  private final String file;
  private final TableLog log;
  private final SpoolFiles files;
  private final SegmentQueue queue;

  SpoolRows(CopyEncoding encoding, String file, TableLog log, SpoolFiles files) {
    this.encoding = encoding;
    this.file = file;
    this.log = log;
    this.files = files;
    this.queue = log.subscribe();
  }

  @Override
  public CopyEncoding encoding() {
    return encoding;
  }

  @Override
  public Optional<Piece> next() {
    return log.next(queue).map(this::piece);
  }

  private Piece piece(Segment segment) {
    byte[] rows =
        segment
            .takeHot()
            .map(copy -> cooled(copy, segment))
            .orElseGet(() -> files.read(file, segment));
    return new Piece(rows, 0, segment.length(), segment.rows());
  }

  private byte[] cooled(byte[] copy, Segment segment) {
    files.hot().taken(segment.length());
    return copy;
  }

  @Override
  public void recycle(Piece piece) {
    files.buffers().giveBack(piece.bytes());
  }

  @Override
  public long expectedRows() {
    return log.counted().orElse(UNKNOWN);
  }

  @Override
  public void close() {
    log.unsubscribe(queue);
    queue.discard(files.hot());
  }
}
