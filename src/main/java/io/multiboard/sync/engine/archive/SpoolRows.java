package io.multiboard.sync.engine.archive;

import io.multiboard.sync.engine.toc.CopyEncoding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// The rows of a table of a spool, while it grows. Thread-safe.
final class SpoolRows implements TableRows {
  private final CopyEncoding encoding;
  private final String file;
  private final TableLog log;
  private final Spool spool;
  private final SegmentQueue queue;

  SpoolRows(CopyEncoding encoding, String file, TableLog log, Spool spool) {
    this.encoding = encoding;
    this.file = file;
    this.log = log;
    this.spool = spool;
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
        segment.takeHot().map(copy -> cooled(copy, segment)).orElseGet(() -> read(segment));
    return new Piece(rows, 0, segment.length(), segment.rows());
  }

  private byte[] cooled(byte[] copy, Segment segment) {
    spool.hot().taken(segment.length());
    return copy;
  }

  private byte[] read(Segment segment) {
    return spool.reading(file, path -> read(path, segment));
  }

  private byte[] read(Path path, Segment segment) throws IOException {
    try {
      return spool.decoders().read(path, segment);
    } catch (CorruptInput failure) {
      throw Refusal.corrupt(file, failure);
    }
  }

  @Override
  public void recycle(Piece piece) {
    spool.buffers().giveBack(piece.bytes());
  }

  @Override
  public long expectedRows() {
    return log.counted().orElse(UNKNOWN);
  }

  @Override
  public void close() {
    log.unsubscribe(queue);
    queue.discard(spool.hot());
  }
}
