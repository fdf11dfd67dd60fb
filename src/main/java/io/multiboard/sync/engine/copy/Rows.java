package io.multiboard.sync.engine.copy;

/// A run of whole rows in COPY's text or binary format, without header, trailer or `\.`.
///
/// @param bytes holds the rows at `offset`, `length` bytes of them; read before the next piece is
///   asked for, never changed
/// @param rows how many rows these are; -1 where nobody counted, as in text data of other tools
@SuppressWarnings("ArrayRecordComponent") // a view of a buffer, never compared
public record Rows(byte[] bytes, int offset, int length, long rows) {}
