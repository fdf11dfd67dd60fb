package io.multiboard.sync.engine.archive;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Supplier;

/// The files of a spool, and the memory that its readers share. Thread-safe.
final class SpoolFiles implements AutoCloseable {
  private final Compression.Algorithm algorithm;
  private final PieceBuffers buffers = new PieceBuffers(HotPieces.usualBudget());
  private final HotPieces hot = new HotPieces(HotPieces.usualBudget(), buffers);
  private final SegmentDecoders decoders;
  private final Optional<Runnable> awaitMove;
  private volatile Path folder;

  /// @param awaitMove for files of another process: returns when they have been moved, or nobody
  ///   will do so
  SpoolFiles(Path folder, Compression.Algorithm algorithm, Optional<Runnable> awaitMove) {
    this.folder = folder;
    this.awaitMove = awaitMove;
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
          awaitMove.ifPresent(Runnable::run);
        }
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

  /// Opens a file of known content, which is proved first where another process wrote it.
  ///
  /// @param bytes of the content, uncompressed
  DecodedFile open(FileFacts facts, long bytes) {
    if (awaitMove.isPresent()) {
      prove(facts);
    }
    return reading(facts.file(), path -> DecodedFile.open(path, algorithm, bytes));
  }

  /// Reads a file through; throws `ArchiveCorrupt` where it is another than it must be.
  private void prove(FileFacts facts) {
    reading(
        facts.file(),
        path -> {
          MessageDigest digest = Digests.sha256();
          try (DigestInputStream file = new DigestInputStream(Files.newInputStream(path), digest)) {
            file.transferTo(OutputStream.nullOutputStream());
          }
          if (Files.size(path) != facts.bytes() || !Digests.text(digest).equals(facts.sha256())) {
            throw new CorruptInput("is not what its journal says was written to it");
          }
          return path;
        });
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
