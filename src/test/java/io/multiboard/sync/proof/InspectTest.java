package io.multiboard.sync.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.judge.DumpedEntry;
import io.multiboard.sync.judge.DumpedToc;
import io.multiboard.sync.judge.Judge;
import io.multiboard.sync.judge.Parity;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `inspect` lists what `pg_restore -l` lists, and the statements are pg_dump's.
class InspectTest {
  /// Dump id, catalog and object id: what no two archives share.
  private static final Pattern IDS = Pattern.compile("^\\d+; \\d+ \\d+ ");

  /// From PostgreSQL 17 on pg_dump has large objects in groups, for which version 1.14 has no
  /// words.
  private static final Pattern LARGE_OBJECTS =
      Pattern.compile("^(BLOB|(ACL|COMMENT) - LARGE OBJECT).*");

  @TempDir Path folder;

  static Stream<Cell> cells() {
    return Cell.all();
  }

  @ParameterizedTest
  @MethodSource("cells")
  void asPgRestore(Cell cell) {
    Path ours = folder.resolve("ours");
    Path theirs = folder.resolve("theirs");
    Judge judge = Judge.of(cell.release());
    Program.run("export", "--source", cell.source().url(), "--archive", ours.toString()).orFail();
    judge.dumpDirectory(cell.source(), theirs).orFail();

    List<String> inspected = entries(inspect(ours));
    List<String> listed = entries(judge.list(theirs));
    assertThat(withoutLargeObjects(inspected, cell))
        .containsExactlyInAnyOrderElementsOf(withoutLargeObjects(listed, cell));
    // The same file, read by both: line by line, ids and order too.
    assertThat(lines(inspect(theirs))).isEqualTo(lines(judge.list(theirs)));
    assertThat(lines(inspect(ours))).isEqualTo(lines(judge.list(ours)));
    Parity parity =
        Parity.of(DumpedToc.read(ours), DumpedToc.read(theirs), InspectTest::isComparable);
    System.out.println("statements of " + cell + " equal: " + parity.percent() + " %");
    assertThat(parity.percent()).as(parity::toString).isGreaterThanOrEqualTo(99);
  }

  private static boolean isComparable(DumpedEntry entry) {
    return !LARGE_OBJECTS.matcher(entry.listing()).matches();
  }

  private static List<String> withoutLargeObjects(List<String> listings, Cell cell) {
    return cell.release().major() < 17
        ? listings
        : listings.stream().filter(each -> !LARGE_OBJECTS.matcher(each).matches()).toList();
  }

  private static String inspect(Path archive) {
    return Program.run("inspect", archive.toString()).orFail().out();
  }

  private static List<String> lines(String listing) {
    return listing.lines().filter(line -> IDS.matcher(line).find()).toList();
  }

  /// Kind, schema, name and owner of each entry.
  private static List<String> entries(String listing) {
    return lines(listing).stream().map(line -> IDS.matcher(line).replaceFirst("")).toList();
  }
}
