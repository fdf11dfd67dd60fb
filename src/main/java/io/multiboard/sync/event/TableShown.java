package io.multiboard.sync.event;

/// A table that is being copied.
///
/// @param done from 0 to 1, by its expected size
public record TableShown(String name, double done) {}
