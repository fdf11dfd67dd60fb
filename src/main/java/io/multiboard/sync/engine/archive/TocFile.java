package io.multiboard.sync.engine.archive;

import io.multiboard.sync.engine.toc.TableOfContents;
import java.time.LocalDateTime;

/// What a `toc.dat` says: its header and its entries.
///
/// @param created the dumping machine's clock; ours write UTC
/// @param dumper the version text of the program that wrote it, such as `15.18`
public record TocFile(
    TocVersion version, LocalDateTime created, String dumper, TableOfContents contents) {}
