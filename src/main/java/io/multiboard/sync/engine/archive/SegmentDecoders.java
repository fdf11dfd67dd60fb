package io.multiboard.sync.engine.archive;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/// Reads segments of growing data files back into memory, on whichever thread asks. Thread-safe.
final class SegmentDecoders implements AutoCloseable {
  private static final int KEPT = 4;

  private final Compression.Algorithm algorithm;
  private final PieceBuffers buffers;
  private final Deque<ZstdDecompressCtx> idle = new ArrayDeque<>();
  private boolean closed;

  SegmentDecoders(Compression.Algorithm algorithm, PieceBuffers buffers) {
    this.algorithm = algorithm;
    this.buffers = buffers;
  }

  /// The rows of a segment, in an array that is at least as long.
  byte[] read(Path file, Segment segment) throws IOException {
    byte[] frames = buffers.take(segment.fileLength());
    readFully(file, segment, frames);
    prove(segment, frames);
    if (algorithm == Compression.Algorithm.NONE) {
      return frames;
    }
    byte[] rows = buffers.take(segment.length());
    int length = decode(frames, segment, rows);
    buffers.giveBack(frames);
    if (length != segment.length()) {
      throw new CorruptInput("does not hold what was just written to it");
    }
    return rows;
  }

  /// What another process wrote is proved before it is decoded.
  private static void prove(Segment segment, byte[] frames) throws CorruptInput {
    if (segment.sha256().isPresent()
        && !segment.sha256().get().equals(Digests.sha256(frames, 0, segment.fileLength()))) {
      throw new CorruptInput("is not what its journal says was written to it");
    }
  }

  private static void readFully(Path path, Segment segment, byte[] frames) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      file.seek(segment.offset());
      file.readFully(frames, 0, segment.fileLength());
    }
  }

  private int decode(byte[] frames, Segment segment, byte[] rows) throws IOException {
    if (algorithm == Compression.Algorithm.ZSTD) {
      return zstd(frames, segment, rows);
    }
    InputStream source = new ByteArrayInputStream(frames, 0, segment.fileLength());
    try (InputStream decoded = DecodedFile.decoding(source, algorithm)) {
      return decoded.readNBytes(rows, 0, segment.length());
    }
  }

  private int zstd(byte[] frames, Segment segment, byte[] rows) throws CorruptInput {
    ZstdDecompressCtx context = borrow();
    try {
      return context.decompressByteArray(
          rows, 0, segment.length(), frames, 0, segment.fileLength());
    } catch (ZstdException failure) {
      throw new CorruptInput("does not hold what was just written to it", failure);
    } finally {
      giveBack(context);
    }
  }

  private synchronized ZstdDecompressCtx borrow() {
    ZstdDecompressCtx context = idle.poll();
    return context != null ? context : new ZstdDecompressCtx();
  }

  private synchronized void giveBack(ZstdDecompressCtx context) {
    if (closed || idle.size() == KEPT) {
      context.close();
    } else {
      idle.push(context);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    idle.forEach(ZstdDecompressCtx::close);
    idle.clear();
  }
}
