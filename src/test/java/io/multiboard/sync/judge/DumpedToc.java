package io.multiboard.sync.judge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads the `toc.dat` that pg_dump wrote, versions 1.14 to 1.16, with code that has nothing to do
/// with the product's reader, so that it can judge that one too. Not thread-safe.
public final class DumpedToc {
  private static final int MINOR_WITH_ALGORITHM = 15;
  private static final int MINOR_WITH_RELKIND = 16;

  private final ByteBuffer bytes;
  private final int minor;

  private DumpedToc(ByteBuffer bytes) {
    this.bytes = bytes;
    bytes.position("PGDMP".length() + 1);
    this.minor = bytes.get();
    bytes.position(bytes.position() + 4);
  }

  /// The entries of an archive folder, in order.
  public static List<DumpedEntry> read(Path folder) {
    try {
      DumpedToc toc = new DumpedToc(ByteBuffer.wrap(Files.readAllBytes(folder.resolve("toc.dat"))));
      return toc.entries();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private List<DumpedEntry> entries() {
    if (minor >= MINOR_WITH_ALGORITHM) {
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
    int count = number();
    List<DumpedEntry> entries = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      entries.add(entry());
    }
    return entries;
  }

  private DumpedEntry entry() {
    int id = number();
    number();
    text();
    text();
    String tag = text();
    String kind = text();
    int section = number();
    String definition = text();
    String drop = text();
    String copy = text();
    String schema = text();
    String tablespace = text();
    String accessMethod = text();
    if (minor >= MINOR_WITH_RELKIND && number() == 'p' && !accessMethod.isEmpty()) {
      // What pg_restore makes of it; older archives can only say it in the definition.
      String name = drop.replace("DROP TABLE ", "").replace(";\n", "");
      definition += "\nALTER TABLE " + name + " SET ACCESS METHOD " + accessMethod + ";\n";
      accessMethod = "";
    }
    String owner = text();
    text();
    Set<Integer> needs = needs();
    text();
    return new DumpedEntry(
        kind,
        schema,
        tag,
        owner,
        definition,
        drop,
        copy,
        section,
        tablespace,
        accessMethod,
        id,
        needs);
  }

  private Set<Integer> needs() {
    Set<Integer> needs = new HashSet<>();
    for (String need = text(); !need.isEmpty(); need = text()) {
      needs.add(Integer.valueOf(need));
    }
    return needs;
  }

  private int number() {
    boolean negative = bytes.get() != 0;
    int value = 0;
    for (int at = 0; at < 4; at++) {
      value |= (bytes.get() & 0xff) << (8 * at);
    }
    return negative ? -value : value;
  }

  private int textLength() {
    return number();
  }

  private String text() {
    int length = textLength();
    if (length < 0) {
      return "";
    }
    byte[] text = new byte[length];
    bytes.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
