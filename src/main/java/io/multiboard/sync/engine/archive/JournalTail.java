package io.multiboard.sync.engine.archive;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads a journal from its beginning, and what is added to it. It reads on when the file has lost
/// its name. Not thread-safe.
final class JournalTail implements AutoCloseable {
  private static final int LONGEST_LINE = 1 << 16;
  private static final int BUFFER = 1 << 16;

  private final Path path;
  private final FileInputStream stream;
  private final byte[] buffer = new byte[BUFFER];
  private byte[] rest = {};

  private JournalTail(Path path, FileInputStream stream) {
    this.path = path;
    this.stream = stream;
  }

  /// Opens a journal that is there.
  static JournalTail open(Path path) throws IOException {
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("it is no file");
    }
    return new JournalTail(path, new FileInputStream(path.toFile()));
  }

  /// The next lines, some hundreds at a time however long the journal is; none where nothing was
  /// added since the last call. A line that is still being written comes with a later one. Throws
  /// `ArchiveCorrupt` at a line that is none.
  List<JournalEntry> read() {
    List<JournalEntry> entries = new ArrayList<>();
    try {
      int length = stream.read(buffer);
      while (length > 0) {
        take(length, entries);
        length = entries.isEmpty() ? stream.read(buffer) : 0;
      }
      return entries;
    } catch (IOException failure) {
      throw StorageFailure.reading(path, failure);
    }
  }

  private void take(int length, List<JournalEntry> entries) {
    byte[] all = Arrays.copyOf(rest, rest.length + length);
    System.arraycopy(buffer, 0, all, rest.length, length);
    int start = 0;
    for (int at = rest.length; at < all.length; at++) {
      if (all[at] == '\n') {
        entries.add(entry(new String(all, start, at - start, StandardCharsets.US_ASCII)));
        start = at + 1;
      }
    }
    rest = Arrays.copyOfRange(all, start, all.length);
    if (rest.length > LONGEST_LINE) {
      throw broken();
    }
  }

  Path path() {
    return path;
  }

  String name() {
    return String.valueOf(path.getFileName());
  }

  private JournalEntry entry(String line) {
    return JournalEntry.parse(line).orElseThrow(this::broken);
  }

  private RuntimeException broken() {
    return Refusal.corrupt(name(), "has a line that nobody wrote");
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException failure) {
      throw StorageFailure.reading(path, failure);
    }
  }
}
