package io.multiboard.sync.reconcile;

/// Why Kubernetes events are written; `docs/events.md` lists them. Names are added, never changed.
public enum EventReason {
  RunCreated(false, "A trigger, a time of the schedule or a change of a connection made a run."),
  RunStarted(false, "A run left the queue and began its work."),
  WorkerStarted(false, "A worker's Job was made."),
  AttemptFailed(true, "A worker failed; the run tries again, or fails."),
  RunSucceeded(false, "A run did what was asked for, and proved it where that was asked for."),
  RunFailed(true, "A run ended without having done what was asked for."),
  RunCancelled(false, "A run was cancelled; the message says what became of the target."),
  ScheduleMissed(true, "A time of the schedule was left out."),
  AlreadyDone(false, "The target remembers this trigger: nothing was overwritten.");

  private final boolean warning;
  private final String meaning;

  EventReason(boolean warning, String meaning) {
    this.warning = warning;
    this.meaning = meaning;
  }

  /// `Normal` or `Warning`.
  public String type() {
    return warning ? "Warning" : "Normal";
  }

  /// What it says to people, as one sentence.
  public String meaning() {
    return meaning;
  }
}
