package io.multiboard.sync.cli;

import picocli.CommandLine.Option;

/// The database to read.
final class SourceOption {
  @Option(
      names = "--source",
      paramLabel = "DB",
      required = true,
      order = 10,
      description =
          "The database to copy from: a postgres:// URL, or env:NAME to take it from a variable.")
  private String database = "";

  String database() {
    return database;
  }
}
