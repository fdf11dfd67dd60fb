package io.multiboard.sync.engine.archive;

import io.multiboard.sync.engine.toc.CopyEncoding;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The rows of a table of an archive: decompresses the data file and cuts it into runs of whole
/// rows of about 4 MB, or longer where a single row is. Thread-safe.
final class FolderRows implements TableRows {
  private static final int PIECE = 4 << 20;

  /// No server sends or takes a row that is longer.
  private static final int LONGEST_ROW = 1 << 30;

  private final ArchiveFile file;
  private final ArchiveFile.Content.Rows expected;
  private final long most;
  private final PieceBuffers buffers;
  private final DecodedFile decoded;
  private final RowBoundary boundary;
  private final ReentrantLock lock = new ReentrantLock();

  /// What was read behind the last piece: the beginning of a row.
  private byte[] rest = {};

  private boolean ended;
  private long rows;
  private long bytes;

  private FolderRows(
      ArchiveFile file,
      ArchiveFile.Content.Rows expected,
      ReadLimits limits,
      PieceBuffers buffers,
      DecodedFile decoded) {
    this.file = file;
    this.expected = expected;
    this.most = file.most(limits);
    this.buffers = buffers;
    this.decoded = decoded;
    this.boundary = boundary(expected.encoding(), decoded);
  }

  private static RowBoundary boundary(CopyEncoding encoding, DecodedFile file) {
    return switch (encoding) {
      case TEXT -> new TextBoundary(file.name());
      case BINARY -> BinaryBoundary.afterHeader(file);
    };
  }

  static FolderRows open(ArchiveFile file, ReadLimits limits, PieceBuffers buffers) {
    if (!(file.content() instanceof ArchiveFile.Content.Rows rows)) {
      throw new IllegalArgumentException("no rows in " + file);
    }
    try {
      DecodedFile decoded = DecodedFile.open(file.path(), file.algorithm(), file.most(limits));
      try {
        return new FolderRows(file, rows, limits, buffers, decoded);
      } catch (RuntimeException failure) {
        decoded.close();
        throw failure;
      }
    } catch (IOException failure) {
      throw StorageFailure.reading(file.path(), failure);
    }
  }

  @Override
  public CopyEncoding encoding() {
    return expected.encoding();
  }

  @Override
  public Optional<Piece> next() {
    lock.lock();
    try {
      if (ended) {
        return Optional.empty();
      }
      Piece piece = read();
      rows += piece.rows();
      bytes += piece.length();
      if (ended) {
        checkFacts();
      }
      if (piece.length() == 0) {
        recycle(piece);
        return Optional.empty();
      }
      return Optional.of(piece);
    } finally {
      lock.unlock();
    }
  }

  private Piece read() {
    int capacity = usualCapacity();
    byte[] buffer = buffers.take(Math.max(capacity, rest.length));
    System.arraycopy(rest, 0, buffer, 0, rest.length);
    int filled = rest.length;
    while (true) {
      int wanted = Math.max(capacity, filled) - filled;
      int got = decoded.fill(buffer, filled, wanted);
      filled += got;
      RowBoundary.Cut cut;
      if (got < wanted) {
        cut = boundary.lastCut(buffer, filled);
        ended = true;
      } else {
        cut = boundary.cut(buffer, filled);
      }
      if (cut.end() > 0 || ended) {
        rest = ended ? new byte[0] : Arrays.copyOfRange(buffer, cut.end(), filled);
        return new Piece(buffer, 0, cut.end(), cut.rows());
      }
      capacity = grown(filled);
      buffer = larger(buffer, capacity);
    }
  }

  /// One more byte than can come shows the end of a small table without a large array.
  private int usualCapacity() {
    return (int) Math.min(PIECE, most - decoded.count() + rest.length + 1);
  }

  private int grown(int filled) {
    if (filled >= LONGEST_ROW) {
      throw Refusal.corrupt(file.name(), "has a row of more than 1 GB");
    }
    return Math.min(2 * filled, LONGEST_ROW);
  }

  private byte[] larger(byte[] buffer, int capacity) {
    if (buffer.length >= capacity) {
      return buffer;
    }
    byte[] larger = buffers.take(capacity);
    System.arraycopy(buffer, 0, larger, 0, buffer.length);
    buffers.giveBack(buffer);
    return larger;
  }

  private void checkFacts() {
    expected
        .facts()
        .filter(facts -> !facts.equals(given()))
        .ifPresent(facts -> {
          throw Refusal.corrupt(
              file.name(),
              "holds %d rows in %d bytes instead of %d in %d"
                  .formatted(rows, bytes, facts.rows(), facts.bytes()));
        });
  }

  /// How much was given so far.
  ArchiveFile.RowFacts given() {
    lock.lock();
    try {
      return new ArchiveFile.RowFacts(rows, bytes);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void recycle(Piece piece) {
    buffers.giveBack(piece.bytes());
  }

  @Override
  public long expectedRows() {
    return expected.facts().map(ArchiveFile.RowFacts::rows).orElse(UNKNOWN);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      ended = true;
      decoded.close();
    } finally {
      lock.unlock();
    }
  }
}
