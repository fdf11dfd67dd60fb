package io.multiboard.sync.postgres;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.DatabaseUrl.Parameter;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Makes addresses of what users type, with libpq's variables for what is left out: `PGHOST`,
/// `PGPORT`, `PGDATABASE`, `PGUSER`, `PGPASSWORD`, `PGPASSFILE`, `PGSSLMODE`, `PGSSLROOTCERT`,
/// `PGSSLCERT`, `PGSSLKEY` and `PGCONNECT_TIMEOUT`. What a URL says is stronger. Thread-safe.
///
/// @param variables the environment of the process
public record LoginEnvironment(Map<String, String> variables) {
  private static final int DEFAULT_PORT = 5432;
  private static final int LONGEST_TIMEOUT = 600;

  public LoginEnvironment {
    variables = Map.copyOf(variables);
  }

  @Override
  public String toString() {
    return "LoginEnvironment of " + variables.size() + " variables";
  }

  /// The address of a URL, or of `env:NAME`, which takes the URL from a variable.
  public DatabaseAddress resolve(String text) {
    return address(DatabaseUrl.parse(text.startsWith("env:") ? fromVariable(text) : text));
  }

  private String fromVariable(String text) {
    String name = text.substring("env:".length());
    return variable(name)
        .orElseThrow(() ->
            new SyncException(
                Reason.InvalidUsage,
                "the environment variable \"" + name + "\" is not set, or is empty",
                "Set it to a postgres:// URL, or give the URL itself."));
  }

  private DatabaseAddress address(DatabaseUrl url) {
    String host = url.host().or(this::hostVariable).orElse("localhost");
    int port = port(url.port());
    String user = url.user().or(() -> variable("PGUSER")).orElseGet(LoginEnvironment::systemUser);
    String database = url.database().or(() -> variable("PGDATABASE")).orElse(user);
    Optional<Password> password =
        url.password()
            .or(() -> variable("PGPASSWORD").map(Password::new))
            .or(() -> passwordFile().flatMap(file -> file.find(host, port, database, user)));
    return new DatabaseAddress(
        host, port, database, user, password, tls(url, host), connectTimeout(url));
  }

  /// A folder in `PGHOST` means a Unix socket, which the driver cannot use.
  private Optional<String> hostVariable() {
    return variable("PGHOST").filter(host -> !host.startsWith("/") && !host.startsWith("@"));
  }

  private int port(OptionalInt given) {
    if (given.isPresent()) {
      return given.getAsInt();
    }
    Optional<String> text = variable("PGPORT");
    return text.isEmpty()
        ? DEFAULT_PORT
        : PortNumber.parse(text.get())
            .orElseThrow(() -> badVariable("PGPORT", "is not a port number from 1 to 65535"));
  }

  private static String systemUser() {
    return System.getProperty("user.name", "postgres");
  }

  private Optional<PasswordFile> passwordFile() {
    return variable("PGPASSFILE")
        .map(Path::of)
        .or(() -> variable("HOME").map(home -> Path.of(home, ".pgpass")))
        .map(PasswordFile::new);
  }

  private TlsSettings tls(DatabaseUrl url, String host) {
    Optional<Path> authorities =
        parameter(url, Parameter.SSLROOTCERT).filter(file -> !file.equals("system")).map(Path::of);
    TlsMode mode =
        parameter(url, Parameter.SSLMODE)
            .map(LoginEnvironment::mode)
            .orElse(
                authorities.isEmpty() && isLoopback(host) ? TlsMode.Disable : TlsMode.VerifyFull);
    // As in libpq: who names authorities wants them asked.
    boolean verified = mode == TlsMode.Require && authorities.isPresent();
    return new TlsSettings(
        verified ? TlsMode.VerifyCA : mode,
        authorities,
        parameter(url, Parameter.SSLCERT).map(Path::of),
        parameter(url, Parameter.SSLKEY).map(Path::of));
  }

  private static TlsMode mode(String text) {
    for (TlsMode mode : TlsMode.values()) {
      if (mode.sslMode().equals(text)) {
        return mode;
      }
    }
    boolean weak = text.equals("prefer") || text.equals("allow");
    throw new SyncException(
        Reason.InvalidUsage,
        weak
            ? "sslmode=" + text + " is refused: whoever stands between can switch TLS off"
            : "the value of sslmode is unknown",
        "Use verify-full (the default), verify-ca, require or, without TLS, disable.");
  }

  /// Whether a host is this machine by its name or address; nothing is looked up.
  static boolean isLoopback(String host) {
    if (host.equalsIgnoreCase("localhost")) {
      return true;
    }
    boolean numeric = host.contains(":") || host.matches("[0-9.]+");
    try {
      return numeric && InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException notAnAddress) {
      return false;
    }
  }

  private Duration connectTimeout(DatabaseUrl url) {
    Optional<String> text = parameter(url, Parameter.CONNECT_TIMEOUT);
    if (text.isEmpty()) {
      return DatabaseAddress.CONNECT_TIMEOUT;
    }
    if (!text.get().matches("[0-9]{1,3}")) {
      throw badTimeout();
    }
    int seconds = Integer.parseInt(text.get());
    if (seconds < 1 || seconds > LONGEST_TIMEOUT) {
      throw badTimeout();
    }
    return Duration.ofSeconds(seconds);
  }

  private static SyncException badTimeout() {
    return new SyncException(
        Reason.InvalidUsage,
        "connect_timeout is not a number of seconds from 1 to " + LONGEST_TIMEOUT,
        "The default is " + DatabaseAddress.CONNECT_TIMEOUT.toSeconds() + ".");
  }

  private Optional<String> parameter(DatabaseUrl url, Parameter parameter) {
    String variable = "PG" + parameter.text().toUpperCase(java.util.Locale.ROOT);
    return Optional.ofNullable(url.parameters().get(parameter)).or(() -> variable(variable));
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  private static SyncException badVariable(String name, String why) {
    return new SyncException(
        Reason.InvalidUsage,
        "the environment variable " + name + " " + why,
        "Correct or unset it.");
  }
}
