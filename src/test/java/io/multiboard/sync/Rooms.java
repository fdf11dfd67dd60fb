package io.multiboard.sync;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Map;
import java.util.Set;

/// The rooms of the house, and which room may know which.
final class Rooms {
  /// The package that all rooms are in.
  static final String HOUSE = "io.multiboard.sync";

  /// Our classes, without those of the tests.
  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages(HOUSE);

  /// From a room to the rooms that it may import. Every room may import `failure`, and itself. The
  /// door is the empty name.
  static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          Map.entry("", Set.of("cli")),
          Map.entry(
              "cli",
              Set.of(
                  "app",
                  "cli.progress",
                  "demo",
                  "engine",
                  "engine.archive",
                  "engine.catalog",
                  "engine.copy",
                  "engine.preflight",
                  "engine.target",
                  "engine.toc",
                  "event",
                  "logging",
                  "postgres",
                  "settings")),
          Map.entry("cli.progress", Set.of("event")),
          Map.entry("logging", Set.of("settings")),
          Map.entry(
              "app",
              Set.of(
                  "demo",
                  "engine",
                  "engine.archive",
                  "engine.catalog",
                  "engine.copy",
                  "engine.preflight",
                  "engine.target",
                  "engine.toc",
                  "event",
                  "logging",
                  "manifest",
                  "manifest.written",
                  "order",
                  "postgres",
                  "reconcile",
                  "settings",
                  "storage",
                  "worker")),
          Map.entry(
              "engine",
              Set.of(
                  "engine.archive",
                  "engine.catalog",
                  "engine.copy",
                  "engine.preflight",
                  "engine.privilege",
                  "engine.restore",
                  "engine.target",
                  "engine.toc",
                  "event",
                  "postgres",
                  "storage")),
          Map.entry("engine.archive", Set.of("engine.toc", "event", "postgres", "storage")),
          Map.entry("engine.toc", Set.of("engine.catalog", "postgres")),
          Map.entry("engine.catalog", Set.of("postgres")),
          Map.entry("engine.copy", Set.of("engine.toc", "event", "postgres")),
          Map.entry("engine.privilege", Set.of("postgres")),
          Map.entry("engine.restore", Set.of("engine.copy", "engine.toc", "event", "postgres")),
          Map.entry("engine.target", Set.of("engine.privilege", "event", "postgres")),
          Map.entry(
              "engine.preflight",
              Set.of(
                  "engine.privilege", "engine.restore", "engine.target", "engine.toc", "postgres")),
          Map.entry("event", Set.of("order")),
          Map.entry("order", Set.of()),
          Map.entry(
              "worker",
              Set.of(
                  "engine",
                  "engine.archive",
                  "engine.copy",
                  "engine.preflight",
                  "engine.target",
                  "engine.toc",
                  "event",
                  "order",
                  "postgres",
                  "storage")),
          Map.entry("postgres", Set.of()),
          Map.entry("settings", Set.of()),
          Map.entry("storage", Set.of()),
          Map.entry("manifest", Set.of()),
          Map.entry("manifest.written", Set.of("manifest")),
          Map.entry("reconcile", Set.of("event", "manifest", "order", "settings")),
          Map.entry("demo", Set.of()),
          Map.entry("failure", Set.of()));

  /// From the beginning of a library's package names to the rooms that may use it.
  static final Map<String, Set<String>> LIBRARIES =
      Map.ofEntries(
          Map.entry("org.postgresql", Set.of("postgres", "engine.copy")),
          Map.entry("com.zaxxer.hikari", Set.of("postgres", "engine.copy")),
          Map.entry("picocli", Set.of("cli")),
          Map.entry("ch.qos.logback", Set.of("logging")),
          Map.entry(
              "tools.jackson", Set.of("cli.progress", "app", "engine.archive", "logging", "order")),
          Map.entry("io.fabric8", Set.of("manifest", "manifest.written", "reconcile", "app")),
          Map.entry("org.snakeyaml.engine", Set.of("manifest.written")),
          Map.entry("io.javaoperatorsdk", Set.of("reconcile", "app")),
          Map.entry("com.cronutils", Set.of("reconcile")),
          Map.entry("com.fasterxml.jackson", Set.of("manifest", "order")),
          Map.entry("com.github.luben.zstd", Set.of("engine.archive")),
          Map.entry("net.jpountz", Set.of("engine.archive")),
          Map.entry("org.apache.commons.compress", Set.of("demo")),
          Map.entry("org.tukaani.xz", Set.of("demo")));

  private Rooms() {}

  /// The room that a class is in, such as `engine.toc`.
  static String of(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(HOUSE) ? "" : name.substring(HOUSE.length() + 1);
  }

  static boolean isOurs(JavaClass type) {
    return type.getPackageName().equals(HOUSE) || type.getPackageName().startsWith(HOUSE + ".");
  }
}
