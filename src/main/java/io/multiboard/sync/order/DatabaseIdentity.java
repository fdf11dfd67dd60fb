package io.multiboard.sync.order;

import java.time.Instant;

/// Which database something is, whatever address it is reached by.
///
/// @param system the server's system identifier, which physical copies share; in decimal digits, as
///   JSON's readers lose the last ones of so large a number
/// @param database its OID within the server
/// @param started when the server was started
/// @param read when this was read, by the server's clock
public record DatabaseIdentity(String system, long database, Instant started, Instant read) {
  public DatabaseIdentity {
    Bounds.require(system.matches("\\d{1,20}"), "system", "is no system identifier");
    Bounds.range("database", database, 1, 0xFFFF_FFFFL);
  }
}
