package io.multiboard.sync.manifest;

/// What a run is doing.
public enum Stage {
  /// Waits for its turn.
  Queued,
  /// Looks whether everything that it needs is there.
  Preflight,
  /// Reads the source, and loads the target where the run has one.
  Copying,
  /// Loads the target from an archive.
  Importing,
  /// Puts the former database back.
  RollingBack,
  /// Tests a connection.
  Checking,
  /// Works out what a sync would do.
  Planning,
  /// Waits before it tries again.
  BackingOff,
  /// Ends its workers.
  Cancelling,
  /// Has ended.
  Done
}
