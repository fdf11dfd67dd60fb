package io.multiboard.sync.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Where faults happen: a source, and a marked target that holds something else, with what both
/// looked like before. Closing it drops them and the target's former databases.
public final class Scene implements AutoCloseable {
  private static final int FEW_ROWS = 2_000;

  private final TestDatabase source;
  private final TestDatabase target;
  private final PlainDump sourceBefore;
  private final PlainDump targetBefore;
  private final String targetOid;
  private final Witness sources;
  private final Witness targets;

  private Scene(TestDatabase source, TestDatabase target) throws SQLException {
    this.source = source;
    this.target = target;
    this.sourceBefore = PlainDump.byNewest(source);
    this.targetBefore = PlainDump.byNewest(target);
    this.targetOid = oid();
    this.sources = Witness.of(source.server());
    this.targets = Witness.of(target.server());
  }

  /// A scene with little in it on one server.
  public static Scene on(TestServer server) throws SQLException {
    return between(server, server, FEW_ROWS);
  }

  /// A scene over two servers.
  ///
  /// @param rows of a table of the source; there are three times as many in all
  public static Scene between(TestServer from, TestServer to, int rows) throws SQLException {
    // What other tests left there is none of this one's, and a run may remove it.
    dropThoseOfRuns(from);
    dropThoseOfRuns(to);
    TestDatabase source = from.createDatabase();
    fill(source, rows, "source");
    TestDatabase target = to.createDatabase();
    fill(target, 100, "old");
    mark(target);
    return new Scene(source, target);
  }

  /// Fills a database; what it holds depends on the arguments alone.
  public static void fill(TestDatabase database, int rows, String seed) throws SQLException {
    try (Connection connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute(resource("/proof/scene.sql"));
      statement.execute("SELECT pg_temp.fill(%d, '%s')".formatted(rows, seed));
    }
  }

  /// Allows that a database be overwritten.
  public static void mark(TestDatabase database) throws SQLException {
    database
        .server()
        .execute("COMMENT ON DATABASE \"" + database.name() + "\" IS 'multiboard:overwritable'");
  }

  static String resource(String name) {
    try (var stream = Scene.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalArgumentException("no test resource " + name);
      }
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public TestDatabase source() {
    return source;
  }

  public TestDatabase target() {
    return target;
  }

  /// The words of a sync from the source to the target.
  public String[] sync(String... more) {
    return words(
        more,
        "sync",
        "--source",
        source.url(),
        "--target",
        target.url(),
        "--privileges",
        "source",
        "--ownership",
        "source");
  }

  /// The words of an export of the source.
  public String[] export(Path archive, String... more) {
    return words(more, "export", "--source", source.url(), "--archive", archive.toString());
  }

  /// The words of an import into the target.
  public String[] importing(Path archive, String... more) {
    return words(
        more,
        "import",
        "--archive",
        archive.toString(),
        "--target",
        target.url(),
        "--privileges",
        "source",
        "--ownership",
        "source");
  }

  private static String[] words(String[] more, String... first) {
    return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
  }

  /// Fails the test unless the target is the database that it was, both servers have no database,
  /// role or session more, and the source is as it was.
  public void assertUntouched() throws SQLException {
    sources.assertUnchanged();
    targets.assertUnchanged();
    assertThat(oid()).as("the target's object id").isEqualTo(targetOid);
    assertTarget(targetBefore);
    assertSourceAsItWas();
  }

  /// The same, without the dumps: for the many cases of one kind.
  public void assertUntouchedAtAGlance() throws SQLException {
    targets.assertUnchanged();
    assertThat(oid()).as("the target's object id").isEqualTo(targetOid);
  }

  /// Fails the test unless the target holds what the source holds, and no session is left.
  public void assertCopied() {
    assertTarget(sourceBefore);
    Witness.assertNoSession(source.server());
    Witness.assertNoSession(target.server());
  }

  private void assertSourceAsItWas() {
    PlainDump now = PlainDump.byNewest(source);
    sourceBefore.assertLike(now);
    now.delete();
  }

  private void assertTarget(PlainDump expected) {
    PlainDump now = PlainDump.byNewest(target);
    expected.assertLike(now);
    now.delete();
  }

  /// Fails the test if there is an archive in a folder, or what looks like one or its beginnings.
  public static void assertNothingIn(Path folder) throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  /// Removes the archives in a folder; fails the test if anything there is not a whole archive.
  public static void removeArchivesIfWhole(Path folder) throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      for (Path archive : left.toList()) {
        Program.run("verify", archive.toString()).orFail();
      }
    }
    removeArchives(folder);
  }

  /// Removes all that is in a folder.
  public static void removeArchives(Path folder) throws IOException {
    List<Path> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files.filter(file -> !file.equals(folder)).forEach(all::addFirst);
    }
    for (Path file : all) {
      Files.delete(file);
    }
  }

  private String oid() throws SQLException {
    return new TestDatabase(target.server(), "postgres")
        .query("SELECT oid FROM pg_database WHERE datname = '" + target.name() + "'");
  }

  /// The databases of runs, former ones and unfinished ones, on a server.
  public static List<String> ofRuns(TestServer server) throws SQLException {
    return new TestDatabase(server, "postgres")
            .rows(
                "SELECT datname FROM pg_database WHERE datname ~ '^multiboard_(new|old)_' ORDER BY 1")
            .stream()
            .map(List::getFirst)
            .toList();
  }

  /// Drops what runs left on a server.
  public static void dropThoseOfRuns(TestServer server) throws SQLException {
    for (String name : ofRuns(server)) {
      new TestDatabase(server, name).close();
    }
  }

  @Override
  public void close() throws SQLException {
    dropThoseOfRuns(target.server());
    target.close();
    source.close();
    sourceBefore.delete();
    targetBefore.delete();
  }
}
