package io.multiboard.sync.postgres;

import java.time.Duration;
import java.util.Optional;

/// Where a database is and who asks. Printing it shows no password.
///
/// @param connectTimeout how long to wait for the server's TCP answer
public record DatabaseAddress(
    String host,
    int port,
    String database,
    String user,
    Optional<Password> password,
    TlsSettings tls,
    Duration connectTimeout) {
  /// How long a server may take to answer, unless said otherwise.
  public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /// An address with the usual patience.
  public DatabaseAddress(
      String host,
      int port,
      String database,
      String user,
      Optional<Password> password,
      TlsSettings tls) {
    this(host, port, database, user, password, tls, CONNECT_TIMEOUT);
  }

  /// Another database of the same server, asked by the same user.
  public DatabaseAddress withDatabase(String other) {
    return new DatabaseAddress(host, port, other, user, password, tls, connectTimeout);
  }

  /// The same with another patience for the server's first answer.
  DatabaseAddress withConnectTimeout(Duration timeout) {
    return new DatabaseAddress(host, port, database, user, password, tls, timeout);
  }

  /// The address as people read it, without the password.
  public String display() {
    return "%s@%s:%d/%s".formatted(user, host, port, database);
  }
}
