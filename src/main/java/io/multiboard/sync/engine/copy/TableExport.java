package io.multiboard.sync.engine.copy;

import java.util.function.Supplier;

/// A table to be read, and where its rows go.
///
/// @param sink asked for once, when the first row is about to be read
public record TableExport(SourceTable table, Supplier<RowSink> sink) {}
