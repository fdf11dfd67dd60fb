package io.multiboard.sync.postgres;

import java.time.Duration;
import java.util.Properties;

/// What the driver is told: these properties and no others, because some name classes to load or
/// files to write. Users cannot add to them. Thread-safe.
final class DriverProperties {
  private DriverProperties() {}

  static String url(DatabaseAddress address) {
    String host = address.host().contains(":") ? "[" + address.host() + "]" : address.host();
    return "jdbc:postgresql://" + host + ":" + address.port() + "/";
  }

  static Properties of(DatabaseAddress address, String applicationName, Duration loginTimeout) {
    Properties properties = new Properties();
    properties.setProperty("user", address.user());
    properties.setProperty("PGDBNAME", address.database());
    // Never absent: the driver would look for a password file by rules of its own.
    properties.setProperty("password", address.password().map(Password::reveal).orElse(""));
    properties.setProperty("ApplicationName", applicationName);
    properties.setProperty("connectTimeout", seconds(address.connectTimeout()));
    properties.setProperty("socketTimeout", seconds(loginTimeout));
    properties.setProperty("cancelSignalTimeout", "3");
    properties.setProperty("tcpKeepAlive", "true");
    // Plain statements go as they stand: the driver cannot tell where those with an SQL body
    // (BEGIN ATOMIC) end.
    properties.setProperty("preferQueryMode", "extendedForPrepared");
    properties.setProperty("socketFactory", WireSocketFactory.class.getName());
    properties.setProperty("gssEncMode", "disable");
    // A server may not make us compute hashes for ever (CVE-2026-42198).
    properties.setProperty("scramMaxIterations", "100000");
    properties.setProperty("channelBinding", "prefer");
    addTls(properties, address);
    return properties;
  }

  private static void addTls(Properties properties, DatabaseAddress address) {
    TlsSettings tls = address.tls();
    properties.setProperty("sslmode", tls.mode().sslMode());
    properties.setProperty("sslfactory", TlsFactory.class.getName());
    tls.authorities().ifPresent(file -> properties.setProperty("sslrootcert", file.toString()));
    tls.certificate().ifPresent(file -> properties.setProperty("sslcert", file.toString()));
    tls.key().ifPresent(file -> properties.setProperty("sslkey", file.toString()));
    if (!isProven(tls.mode()) && !LoginEnvironment.isLoopback(address.host())) {
      // Whoever answers instead of the server could ask for the password in the clear.
      properties.setProperty("requireAuth", "!password");
    }
  }

  private static boolean isProven(TlsMode mode) {
    return mode == TlsMode.VerifyFull || mode == TlsMode.VerifyCA;
  }

  private static String seconds(Duration duration) {
    return String.valueOf(Math.max(1, duration.toSeconds()));
  }
}
