package io.multiboard.sync.engine.target;

import java.time.Instant;

/// A database that a swap replaced and that waits as the way back.
///
/// @param name what it is called now
/// @param runId the run that replaced it
/// @param swapped when, by the server's clock
/// @param until when it is removed at the earliest, by the server's clock
public record FormerDatabase(String name, String runId, Instant swapped, Instant until) {}
