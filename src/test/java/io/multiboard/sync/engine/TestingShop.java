package io.multiboard.sync.engine;

import io.multiboard.sync.engine.archive.ArchiveFolder;
import io.multiboard.sync.engine.target.Guard;
import io.multiboard.sync.engine.target.ImportOptions;
import io.multiboard.sync.engine.target.Ownership;
import io.multiboard.sync.engine.target.Privileges;
import io.multiboard.sync.engine.target.RunNames;
import io.multiboard.sync.engine.target.TargetOnlyObjects;
import io.multiboard.sync.judge.Judge;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.DatabaseAddress;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A source with one of each kind that an import treats in a way of its own, and imports of it.
final class TestingShop {
  private TestingShop() {}

  /// The shop in a new database, with the roles that it names.
  static TestDatabase create(TestServer server) throws SQLException {
    roles(server, "import_reader", "import_writer", "import_other", "import_app");
    return server.createDatabase().load("/io/multiboard/sync/engine/shop.sql");
  }

  static void roles(TestServer server, String... names) throws SQLException {
    for (String name : names) {
      server.execute(
          """
          DO $$ BEGIN CREATE ROLE %1$s LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$
          """
              .formatted(name));
    }
  }

  /// The database as pg_dump archives it.
  static ArchiveFolder archive(TestDatabase source, Path folder) {
    Judge.of(source.server().release()).dumpDirectory(source, folder).orFail();
    return ArchiveFolder.open(folder);
  }

  /// The lines of both databases' plain dumps that only one of them has, with a sign before each.
  /// Definitions are compared in their order; rows are not, since rows that find their partitions
  /// by themselves may find others.
  static List<String> differences(TestDatabase one, TestDatabase other) {
    Judge judge = Judge.of(one.server().release());
    List<String> definitions = judge.plainDump(one, "--schema-only").lines().toList();
    if (!judge.plainDump(other, "--schema-only").lines().toList().equals(definitions)) {
      return onlyInOne(definitions, judge.plainDump(other, "--schema-only").lines().toList());
    }
    return onlyInOne(
        judge.plainDump(one).lines().sorted().toList(),
        judge.plainDump(other).lines().sorted().toList());
  }

  private static List<String> onlyInOne(List<String> left, List<String> right) {
    if (left.equals(right)) {
      return List.of();
    }
    List<String> differences = new ArrayList<>(List.of("the dumps differ"));
    left.stream()
        .filter(line -> !right.contains(line))
        .forEach(line -> differences.add("- " + line));
    right.stream()
        .filter(line -> !left.contains(line))
        .forEach(line -> differences.add("+ " + line));
    return differences;
  }

  static Connector connector(TestServer server, String database) {
    return connector(server.address(database, "postgres"));
  }

  static Connector connector(DatabaseAddress address) {
    return new Connector(address, "test-import");
  }

  static ImportRequest request(Connector target, ArchiveFolder archive, ImportOptions options) {
    return new ImportRequest(target, archive, runId(), options, Guard.NONE);
  }

  static String runId() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  /// Everything as in the source.
  static ImportOptions faithful() {
    return with(Ownership.Source, Privileges.Source);
  }

  static ImportOptions with(Ownership ownership, Privileges privileges) {
    return options(ownership, privileges, ImportOptions.DEFAULTS.keepPrevious());
  }

  /// The defaults, for a target that has objects of its own.
  static ImportOptions keeping(Duration keepPrevious) {
    return options(Ownership.Target, Privileges.Target, keepPrevious);
  }

  private static ImportOptions options(
      Ownership ownership, Privileges privileges, Duration keepPrevious) {
    ImportOptions usual = ImportOptions.DEFAULTS;
    return new ImportOptions(
        usual.jobs(),
        usual.strategy(),
        ownership,
        privileges,
        usual.missingRoles(),
        TargetOnlyObjects.Refuse,
        usual.verify(),
        keepPrevious);
  }

  /// The databases that runs have made beside a target.
  static List<String> ours(TestServer server, String target) throws SQLException {
    return new TestDatabase(server, "postgres")
            .rows("SELECT datname FROM pg_database WHERE datname LIKE 'multiboard%' ORDER BY 1")
            .stream()
            .map(List::getFirst)
            .filter(name -> RunNames.isFormer(name, target) || RunNames.isShadow(name, target))
            .toList();
  }
}
