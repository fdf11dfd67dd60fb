package io.multiboard.sync.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How a throw-away server is set up. Its data is not worth an `fsync`: what is committed outlives
/// a crash of the server, but not one of the machine.
///
/// @param password of the superuser `postgres`, asked by SCRAM; without one everybody on this
///   machine is trusted
/// @param settings lines of `postgresql.conf`, stronger than the defaults
public record ServerOptions(Optional<String> password, Map<String, String> settings) {
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "listen_addresses", "127.0.0.1",
          "unix_socket_directories", "",
          "fsync", "off",
          "full_page_writes", "off",
          "logging_collector", "off",
          "max_wal_size", "2GB");

  /// Everybody on this machine is trusted.
  public static ServerOptions trusting() {
    return new ServerOptions(Optional.empty(), Map.of());
  }

  /// Nobody comes in without the password.
  public static ServerOptions withPassword(String password) {
    return new ServerOptions(Optional.of(password), Map.of());
  }

  /// These options and one more setting.
  public ServerOptions with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(settings);
    more.put(name, value);
    return new ServerOptions(password, Map.copyOf(more));
  }

  /// The lines for `postgresql.conf`; the last one for a name holds.
  String lines() {
    Map<String, String> all = new LinkedHashMap<>(DEFAULTS);
    all.putAll(settings);
    var lines = new StringBuilder("\n");
    all.forEach(
        (name, value) -> lines.append("%s = '%s'%n".formatted(name, value.replace("'", "''"))));
    return lines.toString();
  }
}
