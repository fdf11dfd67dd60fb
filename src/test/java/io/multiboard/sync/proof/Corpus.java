package io.multiboard.sync.proof;

import static org.junit.jupiter.api.Assumptions.abort;

import io.multiboard.sync.demo.Sample;
import io.multiboard.sync.judge.Judge;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The databases that are copied in the proofs. Each is filled once on a server, and only read.
public enum Corpus {
  /// A public sample, a DVD rental shop; it lies beside the project.
  PAGILA,
  /// The project's own sample.
  SAMPLE,
  /// Every kind, with hard names and hard values.
  FIXTURE,
  /// Two thousand tables.
  MANY;

  private static final Map<String, TestDatabase> FILLED = new ConcurrentHashMap<>();
  private static final Path PAGILA_FILE = Path.of("../shared/data/pagila.sql");
  private static final String FIXTURES = "/fixture/";

  /// The files of the fixture that every release takes, in order.
  private static final List<String> FIXTURE_FILES =
      List.of(
          "01-roles.sql",
          "02-schemas.sql",
          "03-types.sql",
          "04-tables.sql",
          "05-values.sql",
          "06-partitions.sql",
          "07-constraints.sql",
          "08-routines.sql",
          "09-indexes.sql",
          "10-views.sql",
          "11-cycles.sql",
          "12-security.sql",
          "13-large-objects.sql");

  /// Pagila where it is, else the project's own sample.
  public static Corpus publicOne() {
    return Files.exists(PAGILA_FILE) ? PAGILA : SAMPLE;
  }

  /// The database on a server, for reading only.
  public TestDatabase on(TestServer server) {
    return FILLED.computeIfAbsent(
        name() + " " + server.port(),
        _ -> filled(server, "corpus_" + name().toLowerCase(Locale.ROOT)));
  }

  /// A database of one test's own with the same in it.
  public TestDatabase copyOn(TestServer server) throws SQLException {
    TestDatabase copy = server.createDatabase();
    fill(copy);
    return copy;
  }

  private TestDatabase filled(TestServer server, String name) {
    try {
      TestDatabase database = server.createDatabase(name);
      fill(database);
      return database;
    } catch (SQLException failure) {
      throw new IllegalStateException("cannot fill " + name, failure);
    }
  }

  private void fill(TestDatabase database) throws SQLException {
    switch (this) {
      case PAGILA -> fillPagila(database);
      case SAMPLE -> fillSample(database);
      case FIXTURE -> fillFixture(database);
      case MANY -> load("many.sql", database);
    }
  }

  private static void fillPagila(TestDatabase database) {
    if (!Files.exists(PAGILA_FILE)) {
      abort("no " + PAGILA_FILE + " here");
    }
    Judge.V15.load(PAGILA_FILE, database).orFail();
  }

  private static void fillSample(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect()) {
      Sample.SMALLEST.fill(connection);
    }
  }

  private static void fillFixture(TestDatabase database) {
    boolean newest = database.server().release().major() >= 18;
    Stream.concat(FIXTURE_FILES.stream(), newest ? Stream.of("only-18.sql") : Stream.empty())
        .forEach(file -> load(file, database));
  }

  /// By psql, which runs each statement in a transaction of its own.
  private static void load(String file, TestDatabase database) {
    try (var stream = Corpus.class.getResourceAsStream(FIXTURES + file)) {
      if (stream == null) {
        throw new IllegalArgumentException("no test resource " + FIXTURES + file);
      }
      Path copy = Files.createTempFile("fixture-", ".sql");
      try {
        Files.write(copy, stream.readAllBytes());
        Judge.V15.load(copy, database).orFail();
      } finally {
        Files.delete(copy);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
