package io.multiboard.sync.postgres;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.sql.SQLException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.postgresql.util.PSQLException;

/// Why a connection could not be opened, told by the types of the causes, the server's SQLSTATE and
/// how far the connection came; never by the driver's texts. Thread-safe.
final class ConnectFailure {
  /// The driver's own state for a server that it will not talk to.
  private static final String REJECTED = "08004";

  private ConnectFailure() {}

  static SyncException of(DatabaseAddress address, Wire wire, SQLException failure) {
    return causeOf(failure, SyncException.class)
        .or(() -> lost(address, wire, failure))
        .or(() -> tls(address, wire, failure))
        .or(() -> network(address, failure))
        .or(() -> password(address, failure))
        .orElseGet(() -> server(address, failure));
  }

  /// A wire is given up only after the login: the server was there and let us in.
  private static Optional<SyncException> lost(
      DatabaseAddress address, Wire wire, SQLException failure) {
    return wire.isGivenUp()
        ? Optional.of(SqlFailure.running(address, "the first settings of a session", failure))
        : Optional.empty();
  }

  private static Optional<SyncException> tls(
      DatabaseAddress address, Wire wire, SQLException failure) {
    boolean wanted = address.tls().mode() != TlsMode.Disable;
    if (causeOf(failure, SSLException.class).isPresent()
        || causeOf(failure, CertificateException.class).isPresent()) {
      return Optional.of(
          failed(Reason.TlsRejected, address, tlsWords(failure), tlsRemedy(failure), failure));
    }
    if (wanted && !wire.tlsBegan() && isOwn(failure, REJECTED)) {
      return Optional.of(
          failed(
              Reason.TlsRejected,
              address,
              "the server does not offer TLS, and sslmode="
                  + address.tls().mode().sslMode()
                  + " asks for it",
              "Switch TLS on at the server; only where nobody can listen in between: sslmode=disable (in a manifest tls.mode: Disable).",
              failure));
    }
    return Optional.empty();
  }

  private static String tlsWords(SQLException failure) {
    if (causeOf(failure, CertificateExpiredException.class).isPresent()) {
      return "TLS: the server's certificate has expired";
    }
    if (causeOf(failure, CertificateNotYetValidException.class).isPresent()) {
      return "TLS: the server's certificate is not valid yet";
    }
    return "TLS: " + deepest(failure).getMessage();
  }

  private static String tlsRemedy(SQLException failure) {
    if (causeOf(failure, CertificateExpiredException.class).isPresent()) {
      return "Renew the certificate at the server. The password was not sent.";
    }
    return "Name the authority that signed the server's certificate by sslrootcert=FILE (in a manifest"
        + " tls.caSecretName), and the server by the name in its certificate. The password was not sent.";
  }

  private static Optional<SyncException> network(DatabaseAddress address, SQLException failure) {
    if (causeOf(failure, UnknownHostException.class).isPresent()) {
      return Optional.of(
          failed(
              Reason.DnsFailure,
              address,
              "the host name \"" + address.host() + "\" is not known",
              "Check its spelling and the name service of this machine.",
              failure));
    }
    if (failure.getCause() instanceof java.io.IOException io) {
      return Optional.of(
          failed(
              Reason.Unreachable,
              address,
              "no PostgreSQL server answers there (" + io.getMessage() + ")",
              "Check host and port, that the server runs and listens there, and the firewalls between.",
              failure));
    }
    return Optional.empty();
  }

  /// The driver's refusals that no server sent: it wants a password and has none, or a way to log
  /// in is asked for that would give the password away.
  private static Optional<SyncException> password(DatabaseAddress address, SQLException failure) {
    if (!isOwn(failure, REJECTED) && !isOwn(failure, "28000")) {
      return Optional.empty();
    }
    boolean missing = address.password().isEmpty();
    return Optional.of(
        failed(
            Reason.AuthenticationFailed,
            address,
            missing
                ? "the server asks for a password, and none is given"
                : "the driver refuses the way to log in: " + failure.getMessage(),
            missing
                ? "Give it by PGPASSWORD or ~/.pgpass, or take the whole URL from a variable by env:NAME."
                : "Let the server use scram-sha-256, and TLS.",
            failure));
  }

  private static SyncException server(DatabaseAddress address, SQLException failure) {
    Reason reason = SqlFailure.reasonOf(failure);
    return failed(
        reason == Reason.ConnectionLost ? Reason.Unreachable : reason,
        address,
        SqlFailure.words(failure),
        remedy(reason, address),
        failure);
  }

  private static String remedy(Reason reason, DatabaseAddress address) {
    return switch (reason) {
      case AuthenticationFailed ->
          "Check user and password, and the server's pg_hba.conf" + hbaHint(address);
      case DatabaseNotFound -> "Check the database's name; `\\l` in psql lists them.";
      case TooManyConnections ->
          "Use fewer --jobs, end idle sessions, or raise max_connections or the role's CONNECTION LIMIT.";
      case ConnectionLost, Unreachable ->
          "Check host and port, and that it is a PostgreSQL server that listens there.";
      case ServerShutDown -> "Wait until the server is up, then run the command again.";
      case MissingPrivilege ->
          "GRANT CONNECT ON DATABASE "
              + Identifier.quote(address.database())
              + " TO "
              + Identifier.quote(address.user())
              + ";";
      default -> "";
    };
  }

  private static String hbaHint(DatabaseAddress address) {
    return address.tls().mode() == TlsMode.Disable
        ? " (it may want TLS: sslmode=verify-full)."
        : ".";
  }

  private static SyncException failed(
      Reason reason, DatabaseAddress address, String words, String remedy, SQLException failure) {
    return new SyncException(
        reason, "cannot connect to " + address.display() + ": " + words, remedy, failure);
  }

  /// Whether a state is the driver's own word, not the server's.
  private static boolean isOwn(SQLException failure, String state) {
    return state.equals(failure.getSQLState())
        && failure instanceof PSQLException own
        && own.getServerErrorMessage() == null;
  }

  private static Throwable deepest(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest;
  }

  private static <T extends Throwable> Optional<T> causeOf(Throwable failure, Class<T> type) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (type.isInstance(each)) {
        return Optional.of(type.cast(each));
      }
    }
    return Optional.empty();
  }
}
