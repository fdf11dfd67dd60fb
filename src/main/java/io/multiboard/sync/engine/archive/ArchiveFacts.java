package io.multiboard.sync.engine.archive;

import java.nio.file.Path;

/// A finished archive.
///
/// @param folder where it lies
/// @param bytes the length of all its files
/// @param sha256 of its manifest, which holds the digests of all the others: the archive's own
///   digest
public record ArchiveFacts(Path folder, Manifest manifest, long bytes, String sha256) {}
