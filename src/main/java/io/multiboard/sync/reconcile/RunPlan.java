package io.multiboard.sync.reconcile;

import io.multiboard.sync.manifest.RunStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What is to be done about a run, and what is to be said of it.
///
/// @param wake when to look again, though nothing happens
record RunPlan(List<Decision> decisions, RunStatus status, Optional<Duration> wake) {}
