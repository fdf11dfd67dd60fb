package io.multiboard.sync.engine;

import io.multiboard.sync.engine.archive.ArchiveFacts;
import java.time.Duration;

/// What an export has done: every table was read, counted in the same snapshot, and is on the disk.
///
/// @param bytes of COPY data and large objects, uncompressed
public record ExportReport(
    ArchiveFacts archive, int tables, long rows, long bytes, int largeObjects, Duration elapsed) {}
