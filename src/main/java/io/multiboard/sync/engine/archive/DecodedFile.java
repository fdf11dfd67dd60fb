package io.multiboard.sync.engine.archive;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The uncompressed bytes of a file of an archive. Frames may follow one another; what the file may
/// grow to is bounded. Every failure is a [io.multiboard.sync.failure.SyncException]. Not
/// thread-safe.
final class DecodedFile extends InputStream {
  /// Frames that need a larger window than 2^27 bytes (128 MB) are refused.
  private static final int LARGEST_WINDOW = 27;

  private final Path path;
  private final InputStream decoded;
  private final long most;
  private long count;

  private DecodedFile(Path path, InputStream decoded, long most) {
    this.path = path;
    this.decoded = decoded;
    this.most = most;
  }

  /// Opens a file, not following a symbolic link.
  ///
  /// @param most the most bytes that may come out of it
  static DecodedFile open(Path path, Compression.Algorithm algorithm, long most)
      throws IOException {
    InputStream raw =
        Files.newInputStream(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    return new DecodedFile(path, decoding(raw, algorithm), most);
  }

  static InputStream decoding(InputStream raw, Compression.Algorithm algorithm) throws IOException {
    return switch (algorithm) {
      case ZSTD -> new ZstdInputStreamNoFinalizer(raw).setLongMax(LARGEST_WINDOW);
      case GZIP -> new GzipInput(raw);
      case LZ4 -> new Lz4Input(raw);
      case NONE -> raw;
    };
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    Interruption.check();
    try {
      int read = decoded.read(target, offset, length);
      count += Math.max(read, 0);
      if (count > most) {
        throw Refusal.corrupt(name(), "holds more than the " + most + " bytes that it may");
      }
      return read;
    } catch (CorruptInput | ZstdIOException failure) {
      throw Refusal.corrupt(name(), failure);
    } catch (IOException failure) {
      Interruption.check();
      throw StorageFailure.reading(path, failure);
    }
  }

  /// Reads until the array is full or the file ends.
  ///
  /// @return how many bytes were read
  int fill(byte[] target, int offset, int length) {
    int done = 0;
    while (done < length) {
      int read = read(target, offset + done, length - done);
      if (read < 0) {
        break;
      }
      done += read;
    }
    return done;
  }

  /// The bytes that came out of it so far.
  long count() {
    return count;
  }

  String name() {
    return String.valueOf(path.getFileName());
  }

  @Override
  public void close() {
    try {
      decoded.close();
    } catch (IOException failure) {
      throw StorageFailure.reading(path, failure);
    }
  }
}
