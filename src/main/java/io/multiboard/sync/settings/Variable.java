package io.multiboard.sync.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The environment variables that are understood, with all that their documentation says.
public enum Variable {
  LOG_LEVEL(
      "MULTIBOARD_SYNC_LOG_LEVEL",
      "",
      "warn",
      "How much is logged to standard error: `error`, `warn`, `info`, `debug` or `trace`. `trace` adds the driver's own log."),
  LOG_FORMAT(
      "MULTIBOARD_SYNC_LOG_FORMAT",
      "",
      "text",
      "`text` for people, `json` for machines: one object a line."),
  ARCHIVE_FOLDER(
      "MULTIBOARD_SYNC_ARCHIVE_FOLDER",
      "DUMP_DIRECTORY",
      "",
      "The folder in which `sync` keeps an archive of each run and `export` puts its own where `--archive` is not given; archives are named by database and time. Without it `sync` keeps none."),
  BACKUP_FOLDER(
      "MULTIBOARD_SYNC_BACKUP_FOLDER",
      "BACKUP_DIRECTORY",
      "",
      "The folder in which `run -f` keeps archives, and finds those of former runs, where `--archives` is not given. Without it archives go with their runs."),
  TEMPORARY_FOLDER(
      "MULTIBOARD_SYNC_TEMPORARY_FOLDER",
      "TMPDIR",
      "",
      "The folder for what is removed again: the spool of a `sync` that keeps no archive, and the servers of `demo`. Usually `/tmp`."),
  JOBS(
      "MULTIBOARD_SYNC_JOBS",
      "",
      "2",
      "The default of `--jobs`: how many tables are copied at a time, from 1 to 64."),
  CHUNK_SIZE(
      "MULTIBOARD_SYNC_CHUNK_SIZE",
      "",
      "64Mi",
      "The default of `--chunk-size`: tables larger than this are copied in pieces of about this size, side by side."),
  COMPRESSION(
      "MULTIBOARD_SYNC_COMPRESSION",
      "",
      "zstd:1",
      "The default of `--compression`: `zstd`, `gzip`, `lz4` or `none`, with a level after a colon."),
  LOCK_TIMEOUT(
      "MULTIBOARD_SYNC_LOCK_TIMEOUT",
      "",
      "10",
      "The default of `--lock-timeout`: seconds to wait for a lock before the run fails, from 1 to 3600."),
  KEEP_PREVIOUS(
      "MULTIBOARD_SYNC_KEEP_PREVIOUS",
      "",
      "24h",
      "The default of `--keep-previous`: how long the former database is kept as the way back; `0` keeps none."),
  TERMINATION_LOG(
      "MULTIBOARD_TERMINATION_LOG",
      "",
      "/dev/termination-log",
      "`worker`: the file for the outcome of its order, shortened to 3 KiB."),
  PROGRESS_PORT(
      "MULTIBOARD_PROGRESS_PORT",
      "",
      "8081",
      "`worker`: the port on which it tells how far it is; `0` takes any that is free."),
  EXPORT_SILENCE(
      "MULTIBOARD_EXPORT_SILENCE",
      "",
      "30s",
      "`worker`: how long an import waits for another sign of the export that it follows."),
  NAMESPACES(
      "MULTIBOARD_SYNC_NAMESPACES",
      "",
      "",
      "The namespaces that `operator` serves, separated by commas, or `*` for all. Without it, the one that it is in."),
  NAMESPACE(
      "MULTIBOARD_SYNC_NAMESPACE",
      "",
      "",
      "The namespace that `operator` is in, which holds its lease. Without it, that of the kubeconfig or the service account."),
  LEASE(
      "MULTIBOARD_SYNC_LEASE",
      "",
      "",
      "The name of the lease by which one of several operators leads. Without it, there is one operator and no lease."),
  IMAGE(
      "MULTIBOARD_SYNC_IMAGE",
      "",
      "multiboard-sync:latest",
      "The image of the workers that `operator` starts."),
  PULL_POLICY(
      "MULTIBOARD_SYNC_PULL_POLICY",
      "",
      "IfNotPresent",
      "When a node fetches that image: `IfNotPresent`, `Always` or `Never`."),
  WORKER_ACCOUNT(
      "MULTIBOARD_SYNC_WORKER_ACCOUNT",
      "",
      "default",
      "The service account of the workers; its token is never mounted."),
  ARCHIVE_CLAIM(
      "MULTIBOARD_SYNC_ARCHIVE_CLAIM",
      "",
      "multiboard-sync-archives",
      "The PersistentVolumeClaim for archives of syncs that name none, in the sync's namespace."),
  MAX_CONCURRENT_RUNS(
      "MULTIBOARD_SYNC_MAX_CONCURRENT_RUNS",
      "",
      "2",
      "How many runs `operator` lets go at a time, from 1 to 100; others wait in order."),
  HEALTH_PORT(
      "MULTIBOARD_SYNC_HEALTH_PORT",
      "",
      "8080",
      "The port on which `operator` answers `/healthz` and `/readyz`."),
  PRODUCTION_DATABASE(
      "PRODUCTION_DATABASE_URL",
      "",
      "",
      "The production database, for `env:PRODUCTION_DATABASE_URL`. While it is set, no run takes that database as its target."),
  STAGING_DATABASE(
      "STAGING_DATABASE_URL", "", "", "The staging database, for `env:STAGING_DATABASE_URL`."),
  DEVELOPMENT_DATABASE(
      "DEVELOPMENT_DATABASE_URL",
      "",
      "",
      "A developer's database, for `env:DEVELOPMENT_DATABASE_URL`."),
  TEST_DATABASE("TEST_DATABASE_URL", "", "", "A test database, for `env:TEST_DATABASE_URL`.");

  /// What begins the names that are ours.
  static final String PREFIX = "MULTIBOARD_SYNC_";

  private final String name;
  private final String otherName;
  private final String usual;
  private final String meaning;

  Variable(String name, String otherName, String usual, String meaning) {
    this.name = name;
    this.otherName = otherName;
    this.usual = usual;
    this.meaning = meaning;
  }

  /// Its names; the first that is set counts.
  public List<String> names() {
    return otherName.isEmpty() ? List.of(name) : List.of(name, otherName);
  }

  /// What holds where none is set; empty text where that is nothing.
  public String usual() {
    return usual;
  }

  /// What it does, as Markdown.
  public String meaning() {
    return meaning;
  }

  /// The name under which it is set, or the first.
  String nameIn(Map<String, String> environment) {
    return names().stream().filter(name -> isSet(environment, name)).findFirst().orElse(name);
  }

  /// The text to read: what is set, or the default; empty where there is neither.
  Optional<String> text(Map<String, String> environment) {
    return names().stream()
        .filter(name -> isSet(environment, name))
        .map(environment::get)
        .findFirst()
        .or(() -> Optional.of(usual))
        .filter(text -> !text.isEmpty());
  }

  private static boolean isSet(Map<String, String> environment, String name) {
    return !environment.getOrDefault(name, "").isEmpty();
  }

  /// Every name of every variable.
  static Stream<String> allNames() {
    return Arrays.stream(values()).flatMap(variable -> variable.names().stream());
  }
}
