package io.multiboard.sync.cli;

/// What is left of a demo when somebody reads its proof.
enum DemoEnding {
  /// The servers run until Ctrl-C.
  WAITS,
  /// The servers have ended; their folder and the archive are there.
  KEEPS_FOLDER,
  /// Nothing.
  REMOVES_FOLDER
}
