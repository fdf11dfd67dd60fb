package io.multiboard.sync.engine.copy;

import io.multiboard.sync.engine.toc.CopyEncoding;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Session;
import io.multiboard.sync.postgres.SqlFailure;
import java.sql.SQLException;
import org.postgresql.copy.CopyOut;

/// Reads one share by COPY. The server sends each row as one message, and binary data's header at
/// the front of the first (`CopySendEndOfRow` of PostgreSQL's copyto.c), so rows need not be
/// parsed. Not thread-safe.
final class ShareReader {
  private final Session session;
  private final Share share;
  private final RowBuffer buffer;
  private long rows;

  ShareReader(Reading reading, Share share, RowSink sink, LoadProgress progress) {
    this.session = reading.session();
    this.share = share;
    this.buffer = new RowBuffer(reading.buffer(), sink, progress);
  }

  /// Reads all rows of the share into the sink.
  void read() {
    String sql = share.copyQuery();
    try {
      CopyOut copy = session.copy().copyOut(sql);
      try {
        receive(copy);
      } finally {
        if (copy.isActive()) {
          copy.cancelCopy();
        }
      }
      checkTag(copy.getHandledRowCount());
    } catch (SQLException failure) {
      throw SqlFailure.running(session.address(), sql, failure);
    }
    buffer.finish();
  }

  private void receive(CopyOut copy) throws SQLException {
    if (share.table().encoding() == CopyEncoding.BINARY) {
      receiveBinary(copy);
    } else {
      for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
        add(row, 0);
      }
    }
  }

  private void receiveBinary(CopyOut copy) throws SQLException {
    byte[] first = copy.readFromCopy();
    int header = first == null ? -1 : BinaryFrame.headerLength(first);
    if (first == null || header < 0) {
      throw new SyncException(
          Reason.UnsupportedVersion,
          "the server's binary COPY data begins with a header that is not understood",
          "use --copy-format text");
    }
    if (first.length > header && !BinaryFrame.isTrailer(first, header)) {
      add(first, header);
    }
    for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
      if (!BinaryFrame.isTrailer(row, 0)) {
        add(row, 0);
      }
    }
  }

  private void add(byte[] row, int offset) {
    rows++;
    buffer.add(row, offset);
  }

  private void checkTag(long sent) {
    if (sent >= 0 && sent != rows) {
      throw new SyncException(
          Reason.VerificationFailed,
          "of table \"%s\" the server sent %d rows and %d arrived"
              .formatted(share.table().name().display(), sent, rows),
          "");
    }
  }
}
