package io.multiboard.sync.engine.target;

import io.multiboard.sync.failure.Reason;

/// Something that a look at the target has found.
///
/// @param rule what was looked at, in few words
/// @param remedy what to do about it; empty when there is nothing to do
/// @param blocking whether a run refuses because of it
public record Finding(String rule, Reason reason, String message, String remedy, boolean blocking) {
  /// One that forbids the run.
  public static Finding forbids(String rule, Reason reason, String message, String remedy) {
    return new Finding(rule, reason, message, remedy, true);
  }

  /// One that the user should know.
  public static Finding tells(String rule, Reason reason, String message, String remedy) {
    return new Finding(rule, reason, message, remedy, false);
  }
}
