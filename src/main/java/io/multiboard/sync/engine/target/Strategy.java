package io.multiboard.sync.engine.target;

/// How the new data takes the place of the old.
public enum Strategy {
  /// Loads into a new database beside the target and renames both in one transaction.
  Swap,
  /// Replaces the objects inside the target; so far only where it is empty.
  InPlace,
  /// Replaces rows alone; comes later.
  DataOnly
}
