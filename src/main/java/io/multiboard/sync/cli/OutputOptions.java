package io.multiboard.sync.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// What every verb has: help, the form of what it prints, and a profile of its run.
final class OutputOptions {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      order = 900,
      description = "Print this help and leave.")
  private boolean help;

  @Option(
      names = "--output",
      paramLabel = "text|json",
      order = 901,
      description =
          "How to print: text for people (the default), or json, one object a line on standard output.")
  private OutputFormat format = OutputFormat.Text;

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      order = 902,
      description = "Write a Java Flight Recorder profile of the run to this file.")
  private Optional<Path> profile = Optional.empty();

  OutputFormat format() {
    return format;
  }

  Optional<Path> profile() {
    return profile;
  }

  boolean help() {
    return help;
  }
}
