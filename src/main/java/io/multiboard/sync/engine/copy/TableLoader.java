package io.multiboard.sync.engine.copy;

import io.multiboard.sync.engine.toc.CopyEncoding;
import io.multiboard.sync.engine.toc.CopyStatement;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Session;
import io.multiboard.sync.postgres.SqlFailure;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.copy.CopyIn;

/// Writes the rows of a source into a table by COPY. Thread-safe: several threads, each with a
/// session of its own, may load one table from one source.
public final class TableLoader {
  /// Bytes of one CopyData message. The server copies each message whole before it reads rows from
  /// it, so that large ones only cost it memory.
  private static final int MESSAGE_BYTES = 64 * 1024;

  private final LoadProgress progress;

  public TableLoader(LoadProgress progress) {
    this.progress = progress;
  }

  /// Loads rows until the source has no more, in the session's current transaction; without one, in
  /// a transaction of this COPY alone. When the source fails, or the thread is interrupted, the
  /// COPY is taken back and the failure thrown.
  ///
  /// @param freeze write rows as frozen: only for an ordinary table that was created or truncated
  ///   in the current transaction by this session
  /// @return rows as the server counted them in this COPY
  public long load(Session session, CopyStatement statement, boolean freeze, RowSource source) {
    String sql = statement.fromClient(freeze);
    try {
      CopyIn copy = session.copy().copyIn(sql);
      try {
        send(copy, statement.encoding(), source);
        return copy.endCopy();
      } catch (SyncException | SQLException failure) {
        takeBack(copy, failure);
        throw failure;
      }
    } catch (SQLException failure) {
      throw SqlFailure.running(session.address(), sql, failure);
    }
  }

  private void send(CopyIn copy, CopyEncoding encoding, RowSource source) throws SQLException {
    if (encoding == CopyEncoding.BINARY) {
      byte[] header = BinaryFrame.header();
      copy.writeToCopy(header, 0, header.length);
    }
    for (Optional<Rows> rows = next(source); rows.isPresent(); rows = next(source)) {
      write(copy, rows.get());
    }
    if (encoding == CopyEncoding.BINARY) {
      byte[] trailer = BinaryFrame.trailer();
      copy.writeToCopy(trailer, 0, trailer.length);
    }
  }

  private static Optional<Rows> next(RowSource source) {
    if (Thread.currentThread().isInterrupted()) {
      throw new SyncException(Reason.Cancelled, "the load was cancelled", "");
    }
    return source.next();
  }

  private void write(CopyIn copy, Rows rows) throws SQLException {
    int end = rows.offset() + rows.length();
    for (int from = rows.offset(); from < end; from += MESSAGE_BYTES) {
      copy.writeToCopy(rows.bytes(), from, Math.min(MESSAGE_BYTES, end - from));
    }
    progress.loaded(Math.max(0, rows.rows()), rows.length());
  }

  private static void takeBack(CopyIn copy, Exception failure) {
    if (!copy.isActive()) {
      return;
    }
    try {
      copy.cancelCopy();
    } catch (SQLException second) {
      failure.addSuppressed(second);
    }
  }
}
