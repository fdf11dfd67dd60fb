package io.multiboard.sync.engine;

import java.time.Duration;

/// What a sync has done: both halves, verified.
public record SyncReport(ExportReport exported, ImportReport imported, Duration elapsed) {}
