package io.multiboard.sync.engine.archive;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Supplier;

/// The files of a spool, and the memory that its readers share. Thread-safe.
final class SpoolFiles implements AutoCloseable {
  private final Compression.Algorithm algorithm;
  private final PieceBuffers buffers = new PieceBuffers(HotPieces.usualBudget());
  private final HotPieces hot = new HotPieces(HotPieces.usualBudget(), buffers);
  private final SegmentDecoders decoders;
  private volatile Path folder;

  SpoolFiles(Path folder, Compression.Algorithm algorithm) {
    this.folder = folder;
    this.algorithm = algorithm;
    this.decoders = new SegmentDecoders(algorithm, buffers);
  }

  /// What is done with a file.
  @FunctionalInterface
  interface Reading<T> {
    T read(Path path) throws IOException;
  }

  /// Opens a file; the folder may get its final name meanwhile, once.
  <T> T reading(String file, Reading<T> reading) {
    while (true) {
      Path place = folder;
      try {
        return reading.read(place.resolve(file));
      } catch (FileNotFoundException | NoSuchFileException missing) {
        if (place.equals(place())) {
          throw StorageFailure.reading(place.resolve(file), missing);
        }
      } catch (CorruptInput damaged) {
        throw Refusal.corrupt(file, damaged);
      } catch (IOException broken) {
        throw StorageFailure.reading(place.resolve(file), broken);
      }
    }
  }

  /// The rows of a segment of a file, in an array that is at least as long.
  byte[] read(String file, Segment segment) {
    return reading(file, path -> decoders.read(path, segment));
  }

  String tableData(int dumpId) {
    return ArchiveNames.tableData(dumpId) + algorithm.fileSuffix();
  }

  /// Opens a file of known content.
  DecodedFile open(String file, long bytes) {
    return reading(file, path -> DecodedFile.open(path, algorithm, bytes));
  }

  PieceBuffers buffers() {
    return buffers;
  }

  HotPieces hot() {
    return hot;
  }

  /// Moves the files, while nobody concludes from a missing one that it is lost.
  ///
  /// @param move does it, and tells the new place
  synchronized Path moved(Supplier<Path> move) {
    folder = move.get();
    return folder;
  }

  private synchronized Path place() {
    return folder;
  }

  @Override
  public void close() {
    decoders.close();
  }
}
