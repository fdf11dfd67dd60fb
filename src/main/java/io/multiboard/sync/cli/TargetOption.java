package io.multiboard.sync.cli;

import picocli.CommandLine.Option;

/// The database to write.
final class TargetOption {
  @Option(
      names = "--target",
      paramLabel = "DB",
      required = true,
      order = 11,
      description =
          "The target database: a postgres:// URL, or env:NAME to take it from a variable.")
  private String database = "";

  String database() {
    return database;
  }
}
