package io.multiboard.sync.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.judge.Judge;
import io.multiboard.sync.server.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A database as the text of `pg_dump`, kept in a file because it may be wide; removed when the JVM
/// ends.
public record PlainDump(Path file) {
  private static final Map<TestDatabase, PlainDump> OF_CORPUS = new ConcurrentHashMap<>();
  private static final Pattern VARYING =
      Pattern.compile("\\\\(un)?restrict |-- Dumped from database version ");
  private static final Pattern COPY = Pattern.compile("COPY .* FROM stdin;");
  private static final int CONTEXT = 6;
  private static final int SHOWN = 160;

  /// Dumps a database as it is now, by the program that is as old as the server.
  public static PlainDump of(TestDatabase database) {
    return by(Judge.of(database.server().release()), database);
  }

  /// Dumps a database by the newest program, which says the same of old and new servers, with the
  /// rows of each table sorted: parallel readers and loaders keep no order of them.
  public static PlainDump byNewest(TestDatabase database) {
    PlainDump dump = by(Judge.V18, database);
    dump.sortRows();
    return dump;
  }

  /// The same without owners and privileges, which a copy may leave to its target.
  public static PlainDump ofContent(TestDatabase database) {
    PlainDump dump = by(Judge.V18, database, "--no-owner", "--no-privileges");
    dump.sortRows();
    return dump;
  }

  private static PlainDump by(Judge judge, TestDatabase database, String... more) {
    try {
      Path file = Files.createTempFile("plain-", ".sql");
      file.toFile().deleteOnExit();
      List<String> options = new ArrayList<>(List.of(more));
      options.addAll(List.of("--format=plain", "--file=" + file));
      judge.run("pg_dump", database, options).orFail();
      return new PlainDump(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// The dump of a database that never changes.
  public static PlainDump ofUnchanging(TestDatabase database) {
    return OF_CORPUS.computeIfAbsent(database, PlainDump::of);
  }

  /// Fails the test unless the two differ in no line but the random key of `\restrict` and the
  /// server's version.
  public void assertLike(PlainDump other) {
    try (BufferedReader mine = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
        BufferedReader theirs = Files.newBufferedReader(other.file, StandardCharsets.ISO_8859_1)) {
      Deque<String> before = new ArrayDeque<>();
      String one = next(mine);
      while (one != null) {
        String two = next(theirs);
        assertThat(two == null ? "the end" : shown(two))
            .as("after %s", before)
            .isEqualTo(shown(one));
        assertThat(one.equals(two)).as("the end of the line %s", shown(one)).isTrue();
        keep(before, one);
        one = next(mine);
      }
      assertThat(next(theirs)).as("after %s", before).isNull();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void sortRows() {
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
      for (int at = 0; at < lines.size(); at++) {
        if (COPY.matcher(lines.get(at)).matches()) {
          List<String> rest = lines.subList(at + 1, lines.size());
          Collections.sort(rest.subList(0, rest.indexOf("\\.")));
        }
      }
      Files.write(file, lines, StandardCharsets.ISO_8859_1);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Removes the file of a dump that was taken for one comparison.
  public void delete() {
    try {
      Files.delete(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void keep(Deque<String> before, String line) {
    before.addLast(shown(line));
    if (before.size() > CONTEXT) {
      before.removeFirst();
    }
  }

  private static String shown(String line) {
    return line.length() > SHOWN ? line.substring(0, SHOWN) : line;
  }

  private static @Nullable String next(BufferedReader reader) throws IOException {
    String line = reader.readLine();
    while (line != null && VARYING.matcher(line).lookingAt()) {
      line = reader.readLine();
    }
    return line;
  }
}
