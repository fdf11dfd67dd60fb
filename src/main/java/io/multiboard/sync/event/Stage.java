package io.multiboard.sync.event;

/// The stages of a run, in their order. Of a sync, export and import overlap.
public enum Stage {
  Preflight,
  Export,
  Import,
  Verify,
  Swap,
  Rollback
}
