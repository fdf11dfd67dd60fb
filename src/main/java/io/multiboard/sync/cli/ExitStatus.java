package io.multiboard.sync.cli;

/// What the process tells its caller.
final class ExitStatus {
  /// What was asked for is done, and verified where it can be.
  static final int DONE = 0;

  static final int FAILED = 1;

  /// The command line was not understood; nothing was begun.
  static final int USAGE = 2;

  /// As a shell reports a process that Ctrl-C ended.
  static final int INTERRUPTED = 130;

  private ExitStatus() {}
}
