package io.multiboard.sync.engine.archive;

/// What a file of an archive must be.
///
/// @param file its name within the folder
/// @param bytes its length
/// @param sha256 of its bytes as they lie there, in lower-case hexadecimal digits
public record FileFacts(String file, long bytes, String sha256) {}
