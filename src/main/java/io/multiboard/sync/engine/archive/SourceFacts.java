package io.multiboard.sync.engine.archive;

import java.time.Instant;

/// Which database an archive is a copy of, and as of when.
///
/// @param systemIdentifier of the server's data directory, `pg_control_system()`; empty where the
///   role may not read it
/// @param databaseOid its OID within the server
/// @param serverVersion the version text, such as `15.18 (Debian 15.18-0+deb12u1)`
/// @param snapshotTime the server's clock when the snapshot was taken
/// @param snapshotLsn the place in the write-ahead log then, such as `0/16B3748`; empty on a server
///   that does not tell
public record SourceFacts(
    String systemIdentifier,
    long databaseOid,
    String database,
    String serverVersion,
    Instant snapshotTime,
    String snapshotLsn) {}
