package io.multiboard.sync.postgres;

import java.util.Optional;

/// Where a database is and who asks. Printing it shows no password.
public record DatabaseAddress(
    String host,
    int port,
    String database,
    String user,
    Optional<Password> password,
    TlsSettings tls) {

  /// Another database of the same server, asked by the same user.
  public DatabaseAddress withDatabase(String other) {
    return new DatabaseAddress(host, port, other, user, password, tls);
  }

  /// The address as people read it, without the password.
  public String display() {
    return "%s@%s:%d/%s".formatted(user, host, port, database);
  }
}
