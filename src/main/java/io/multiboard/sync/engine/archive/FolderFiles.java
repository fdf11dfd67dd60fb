package io.multiboard.sync.engine.archive;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The files that lie in an archive's folder: regular ones with names that archives have, and
/// nothing else. Keeps count of which belong to something. Not thread-safe.
final class FolderFiles {
  private static final Pattern NAME =
      Pattern.compile(
          "manifest\\.json"
              + "|(toc\\.dat|[1-9][0-9]{0,9}\\.dat|blob_[1-9][0-9]{0,9}\\.dat"
              + "|blobs(_[1-9][0-9]{0,9})?\\.toc)(\\.gz|\\.lz4|\\.zst)?");

  /// Lists are SQL and names, which shrink to a tenth; what grows a hundredfold is there to harm.
  private static final int LIST_RATIO = 100;

  private static final long SMALL = 1 << 20;

  private final Path folder;
  private final Map<String, Long> sizes;
  private final Set<String> unclaimed;

  private FolderFiles(Path folder, Map<String, Long> sizes) {
    this.folder = folder;
    this.sizes = sizes;
    this.unclaimed = new HashSet<>(sizes.keySet());
  }

  static FolderFiles list(Path path) {
    Path folder = realFolder(path);
    Map<String, Long> sizes = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        sizes.put(String.valueOf(file.getFileName()), size(file));
      }
    } catch (IOException failure) {
      throw StorageFailure.reading(folder, failure);
    }
    return new FolderFiles(folder, sizes);
  }

  private static Path realFolder(Path path) {
    if (!Files.exists(path)) {
      throw new SyncException(
          Reason.ArchiveNotFound,
          "there is no archive '" + path + "'",
          "Give the folder that 'export' or 'pg_dump --format=directory' wrote.");
    }
    if (!Files.isDirectory(path)) {
      throw Refusal.unsupported(
          String.valueOf(path.getFileName()),
          "is a file, not a folder",
          "Archives of pg_dump are read if made with 'pg_dump --format=directory'.");
    }
    try {
      return path.toRealPath();
    } catch (IOException failure) {
      throw StorageFailure.reading(path, failure);
    }
  }

  private static long size(Path file) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    String name = String.valueOf(file.getFileName());
    if (!attributes.isRegularFile()) {
      throw Refusal.corrupt(name, "is a link, a folder or a device; archives have files only");
    }
    if (!NAME.matcher(name).matches()) {
      throw Refusal.corrupt(name, "does not belong to an archive; move it elsewhere");
    }
    return attributes.size();
  }

  /// A file as it lies there.
  record Found(String name, Path path, Compression.Algorithm algorithm, long size) {}

  boolean has(String name) {
    return sizes.containsKey(name);
  }

  /// The file of a name, which may have the suffix of a compression on top. Source:
  /// `InitDiscoverCompressFileHandle` of compress_io.c; unlike there, two of them are refused.
  Found claim(String name) {
    Found found = null;
    for (Compression.Algorithm algorithm : Compression.Algorithm.values()) {
      String full = name + algorithm.fileSuffix();
      if (has(full) && found != null) {
        throw Refusal.corrupt(full, "is there beside '" + found.name() + "'");
      }
      if (has(full)) {
        found = new Found(full, folder.resolve(full), algorithm, sizes.getOrDefault(full, 0L));
      }
    }
    if (found == null) {
      throw Refusal.corrupt(name, "is missing");
    }
    unclaimed.remove(found.name());
    return found;
  }

  /// Refuses files that nobody claimed.
  void requireAllClaimed() {
    unclaimed.stream()
        .sorted()
        .findFirst()
        .ifPresent(name -> {
          throw Refusal.corrupt(name, "belongs to nothing in the archive");
        });
  }

  /// The whole content of a file that is read into memory, uncompressed.
  ///
  /// @param most the bytes that it may have, compressed or not
  static byte[] content(Found file, int most) {
    if (file.size() > most) {
      throw Refusal.corrupt(file.name(), "has more than " + (most >> 20) + " MB");
    }
    long grown = Math.min(most, Math.max(SMALL, file.size() * LIST_RATIO));
    boolean plain = file.algorithm() == Compression.Algorithm.NONE;
    try (DecodedFile decoded =
        DecodedFile.open(file.path(), file.algorithm(), plain ? most : grown)) {
      return decoded.readAllBytes();
    } catch (IOException failure) {
      throw StorageFailure.reading(file.path(), failure);
    }
  }

  /// The file of the table of contents.
  Found claimToc() {
    if (sizes.keySet().stream().noneMatch(file -> file.startsWith(ArchiveNames.TOC))) {
      throw Refusal.corrupt(
          ArchiveNames.TOC, "is missing: this is no archive, or one that was never finished");
    }
    return claim(ArchiveNames.TOC);
  }

  /// Reads it.
  static TocFile toc(Found found) {
    return TocReader.read(content(found, TocReader.LARGEST_FILE));
  }
}
