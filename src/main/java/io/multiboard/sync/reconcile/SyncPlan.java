package io.multiboard.sync.reconcile;

import io.multiboard.sync.manifest.SyncStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What is to be done about a sync, and what is to be said of it.
///
/// @param wake when to look again, though nothing happens
record SyncPlan(List<Decision> decisions, SyncStatus status, Optional<Duration> wake) {}
