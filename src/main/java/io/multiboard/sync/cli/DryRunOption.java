package io.multiboard.sync.cli;

import picocli.CommandLine.Option;

/// Think and do not write.
final class DryRunOption {
  @Option(
      names = "--dry-run",
      order = 40,
      description =
          "Do all of the thinking and none of the writing: print what the plan verb prints, and leave.")
  private boolean wanted;

  boolean isWanted() {
    return wanted;
  }
}
