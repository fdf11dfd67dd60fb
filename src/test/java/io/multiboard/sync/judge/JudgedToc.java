package io.multiboard.sync.judge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The table of contents of an archive that pg_dump wrote, read by a reader that shares nothing with
/// ours. `NULL` and empty text are one here. Format: pg_backup_archiver.c, `ReadToc`.
public final class JudgedToc {
  private final ByteBuffer bytes;
  private int minor;

  private JudgedToc(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /// One entry.
  public record Entry(
      int id,
      String kind,
      String schema,
      String name,
      String owner,
      int section,
      String definition,
      String drop,
      String copy,
      String tablespace,
      String accessMethod,
      List<Integer> needs) {}

  public static List<Entry> read(Path folder) throws IOException {
    return new JudgedToc(Files.readAllBytes(folder.resolve("toc.dat"))).entries();
  }

  private List<Entry> entries() {
    bytes.position(6);
    minor = bytes.get();
    bytes.position(11);
    if (minor >= 15) {
      bytes.get();
    } else {
      number();
    }
    for (int field = 0; field < 7; field++) {
      number();
    }
    for (int field = 0; field < 3; field++) {
      text();
    }
    List<Entry> entries = new ArrayList<>();
    for (int left = number(); left > 0; left--) {
      entries.add(entry());
    }
    return entries;
  }

  private Entry entry() {
    int id = number();
    number();
    text();
    text();
    String name = text();
    String kind = text();
    int section = number();
    String definition = text();
    String drop = text();
    String copy = text();
    String schema = text();
    String tablespace = text();
    String accessMethod = text();
    if (minor >= 16) {
      number();
    }
    String owner = text();
    text();
    List<Integer> needs = needs();
    text();
    return new Entry(
        id, kind, schema, name, owner, section, definition, drop, copy, tablespace, accessMethod,
        needs);
  }

  private List<Integer> needs() {
    List<Integer> needs = new ArrayList<>();
    for (String need = text(); !need.isEmpty(); need = text()) {
      needs.add(Integer.valueOf(need));
    }
    return needs;
  }

  private int number() {
    boolean negative = bytes.get() != 0;
    int value = bytes.getInt();
    return negative ? -value : value;
  }

  private String text() {
    int length = number();
    byte[] text = new byte[Math.max(length, 0)];
    bytes.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
