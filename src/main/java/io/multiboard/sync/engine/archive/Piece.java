package io.multiboard.sync.engine.archive;

/// A run of whole rows in COPY's text or binary format, without header, trailer or `\.`.
///
/// @param bytes holds the rows at `offset`, `length` bytes of them
/// @param rows how many rows these are
@SuppressWarnings("ArrayRecordComponent") // a view of a buffer, never compared
public record Piece(byte[] bytes, int offset, int length, long rows) {}
