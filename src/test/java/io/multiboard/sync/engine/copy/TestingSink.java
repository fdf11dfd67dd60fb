package io.multiboard.sync.engine.copy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// Keeps the rows of one table in memory and gives them back. Thread-safe.
final class TestingSink implements RowSink {
  private final List<Rows> pieces = new ArrayList<>();
  private long counted = -1;

  @Override
  public synchronized void append(byte[] rows, int length, long rowCount) {
    pieces.add(new Rows(Arrays.copyOf(rows, length), 0, length, rowCount));
  }

  @Override
  public synchronized void finish(long countedRows) {
    if (counted >= 0) {
      throw new IllegalStateException("finished twice");
    }
    counted = countedRows;
  }

  synchronized List<Rows> pieces() {
    return List.copyOf(pieces);
  }

  synchronized long counted() {
    return counted;
  }

  long rows() {
    return pieces().stream().mapToLong(Rows::rows).sum();
  }

  /// What was taken, piece after piece, from several threads if need be.
  RowSource source() {
    Iterator<Rows> left = pieces().iterator();
    return () -> {
      synchronized (left) {
        return left.hasNext() ? Optional.of(left.next()) : Optional.empty();
      }
    };
  }

  /// Does something at each run of rows, and keeps none.
  record Appending(Runnable action) implements RowSink {
    @Override
    public void append(byte[] rows, int length, long rowCount) {
      action.run();
    }

    @Override
    public void finish(long countedRows) {}
  }
}
