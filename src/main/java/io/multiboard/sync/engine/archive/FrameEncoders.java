package io.multiboard.sync.engine.archive;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;

/// The encoders of one archive with a buffer each, lent to whichever thread has bytes to compress:
/// as many as there are processors, because more of them would only take memory. Thread-safe.
final class FrameEncoders implements AutoCloseable {
  /// The most bytes of one frame; a longer run becomes several.
  static final int LONGEST = 8 << 20;

  private final Compression compression;
  private final Semaphore free;
  private final Deque<Lender> idle = new ArrayDeque<>();
  private boolean closed;

  FrameEncoders(Compression compression, int processors) {
    this.compression = compression;
    this.free = new Semaphore(processors);
  }

  /// A frame, valid until it is closed.
  @SuppressWarnings("ArrayRecordComponent") // a view of a buffer, never compared
  record Frame(byte[] bytes, int offset, int length, Runnable end) implements AutoCloseable {
    @Override
    public void close() {
      end.run();
    }
  }

  /// Compresses a run of at most [#LONGEST] bytes.
  Frame encode(byte[] source, int offset, int length) {
    if (compression.algorithm() == Compression.Algorithm.NONE) {
      return new Frame(source, offset, length, () -> {});
    }
    Lender lender = borrow();
    try {
      return lender.encode(source, offset, length);
    } catch (RuntimeException | Error failure) {
      giveBack(lender);
      throw failure;
    }
  }

  private Lender borrow() {
    try {
      free.acquire();
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new SyncException(Reason.Cancelled, "cancelled while writing the archive", "");
    }
    synchronized (idle) {
      Lender lender = idle.poll();
      return lender != null ? lender : new Lender(encoder());
    }
  }

  private void giveBack(Lender lender) {
    synchronized (idle) {
      if (closed) {
        lender.encoder.close();
      } else {
        idle.push(lender);
      }
    }
    free.release();
  }

  private FrameEncoder encoder() {
    return switch (compression.algorithm()) {
      case ZSTD -> new ZstdEncoder(compression.level());
      case GZIP -> new GzipEncoder(compression.level());
      case LZ4 -> new Lz4Encoder(compression.level());
      case NONE -> throw new IllegalStateException("nothing to encode");
    };
  }

  /// Ends the encoders: those in use when they come back.
  @Override
  public void close() {
    synchronized (idle) {
      closed = true;
      idle.forEach(lender -> lender.encoder.close());
      idle.clear();
    }
  }

  /// An encoder and the buffer that it writes to, which grows to what was needed.
  private final class Lender {
    private final FrameEncoder encoder;
    private byte[] target = {};

    Lender(FrameEncoder encoder) {
      this.encoder = encoder;
    }

    Frame encode(byte[] source, int offset, int length) {
      int bound = encoder.bound(length);
      if (target.length < bound) {
        target = new byte[bound];
      }
      int size = encoder.encode(source, offset, length, target);
      return new Frame(target, 0, size, () -> giveBack(this));
    }
  }
}
