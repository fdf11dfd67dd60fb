package io.multiboard.sync.engine.archive;

import io.multiboard.sync.engine.toc.CopyEncoding;
import java.nio.file.Path;
import java.util.Optional;

/// A file of an archive and what it must be.
///
/// @param size as it lies there
/// @param expected by the manifest; absent for archives of pg_dump
record ArchiveFile(
    Path path,
    Compression.Algorithm algorithm,
    long size,
    Optional<FileFacts> expected,
    Content content) {
  /// What a file holds.
  sealed interface Content {
    /// A list of other files, which is read as a whole.
    record Listing() implements Content {}

    /// The rows of a table.
    ///
    /// @param facts by the manifest
    record Rows(CopyEncoding encoding, Optional<RowFacts> facts) implements Content {}

    /// A large object.
    ///
    /// @param bytes by the manifest
    record Bytes(Optional<Long> bytes) implements Content {}
  }

  /// How much a data file holds.
  record RowFacts(long rows, long bytes) {}

  /// The same file of rows, now that these were counted.
  ArchiveFile holding(RowFacts facts) {
    return switch (content) {
      case Content.Rows rows ->
          new ArchiveFile(
              path,
              algorithm,
              size,
              expected,
              new Content.Rows(rows.encoding(), Optional.of(facts)));
      case Content.Listing listing -> this;
      case Content.Bytes bytes -> this;
    };
  }

  String name() {
    return String.valueOf(path.getFileName());
  }

  /// The most bytes that may come out of it, header and trailer included.
  long most(ReadLimits limits) {
    Optional<Long> exact =
        switch (content) {
          case Content.Listing listing -> Optional.empty();
          case Content.Rows rows ->
              rows.facts().map(facts -> facts.bytes() + CopyFraming.overhead(rows.encoding()));
          case Content.Bytes bytes -> bytes.bytes();
        };
    return exact
        .map(bytes -> Math.min(bytes, limits.mostBytes()))
        .orElseGet(() -> limits.mostFor(size));
  }
}
