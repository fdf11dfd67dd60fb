package io.multiboard.sync.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/// Logs in by the driver. Thread-safe.
final class Login {
  private Login() {}

  /// A connection whose statements may take as long as they like.
  ///
  /// @param wire watches the connection's socket
  /// @param timeout how long the server may take for each answer during the login
  /// @param setAside time-outs of the role that the login itself has to survive
  static Connection of(
      DatabaseAddress address,
      String applicationName,
      Wire wire,
      Duration timeout,
      RoleTimeouts setAside)
      throws SQLException {
    Properties properties = DriverProperties.of(address, applicationName, timeout);
    setAside.options().ifPresent(options -> properties.setProperty("options", options));
    Connection connection =
        ScopedValue.where(Wire.OPENING, wire)
            .call(() -> DriverManager.getConnection(DriverProperties.url(address), properties));
    connection.setNetworkTimeout(Runnable::run, 0);
    return connection;
  }

  /// A connection for one short question: each answer must come within the time-out.
  static Connection shortly(DatabaseAddress address, String applicationName, Duration timeout)
      throws SQLException {
    Connection connection =
        of(
            address.withConnectTimeout(timeout),
            applicationName,
            new Wire(),
            timeout,
            RoleTimeouts.LEFT_ALONE);
    connection.setNetworkTimeout(Runnable::run, (int) timeout.toMillis());
    return connection;
  }
}
