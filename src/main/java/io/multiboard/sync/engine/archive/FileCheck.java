package io.multiboard.sync.engine.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/// Proves one file of an archive. Thread-safe.
final class FileCheck {
  private static final int PART = 1 << 18;

  private final ReadLimits limits;
  private final PieceBuffers buffers;

  FileCheck(ReadLimits limits, PieceBuffers buffers) {
    this.limits = limits;
    this.buffers = buffers;
  }

  /// The length, as against the manifest's.
  static void length(ArchiveFile file) {
    file.expected()
        .filter(expected -> expected.bytes() != file.size())
        .ifPresent(expected -> {
          throw Refusal.corrupt(
              file.name(), "has %d bytes instead of %d".formatted(file.size(), expected.bytes()));
        });
  }

  /// The bytes as they lie there, by the manifest's digest.
  static void digest(ArchiveFile file) {
    file.expected()
        .filter(expected -> !expected.sha256().equals(sha256(file)))
        .ifPresent(expected -> {
          throw Refusal.corrupt(file.name(), "was altered: its digest is another");
        });
  }

  private static String sha256(ArchiveFile file) {
    MessageDigest digest = Digests.sha256();
    byte[] part = new byte[PART];
    try (InputStream stream =
        Files.newInputStream(file.path(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      for (int count = stream.read(part); count >= 0; count = stream.read(part)) {
        Interruption.check();
        digest.update(part, 0, count);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException failure) {
      Interruption.check();
      throw StorageFailure.reading(file.path(), failure);
    }
  }

  /// The content: that it decompresses, has its end, and holds what the manifest says.
  ///
  /// @return how much rows it holds; empty where it holds none by its kind
  Optional<ArchiveFile.RowFacts> content(ArchiveFile file) {
    return switch (file.content()) {
      case ArchiveFile.Content.Listing listing -> Optional.empty();
      case ArchiveFile.Content.Rows rows -> Optional.of(rows(file));
      case ArchiveFile.Content.Bytes bytes -> {
        bytes(file, bytes.bytes());
        yield Optional.empty();
      }
    };
  }

  private ArchiveFile.RowFacts rows(ArchiveFile file) {
    try (FolderRows rows = FolderRows.open(file, limits, buffers)) {
      for (Optional<Piece> piece = rows.next(); piece.isPresent(); piece = rows.next()) {
        rows.recycle(piece.get());
      }
      return rows.given();
    }
  }

  private void bytes(ArchiveFile file, Optional<Long> expected) {
    byte[] part = new byte[PART];
    try (DecodedFile decoded = DecodedFile.open(file.path(), file.algorithm(), file.most(limits))) {
      while (decoded.read(part, 0, part.length) >= 0) {
        // Reading is the check.
      }
      expected
          .filter(bytes -> bytes != decoded.count())
          .ifPresent(bytes -> {
            throw Refusal.corrupt(
                file.name(), "holds %d bytes instead of %d".formatted(decoded.count(), bytes));
          });
    } catch (IOException failure) {
      throw StorageFailure.reading(file.path(), failure);
    }
  }
}
