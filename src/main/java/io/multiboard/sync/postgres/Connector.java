package io.multiboard.sync.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/// Opens sessions on one database. Thread-safe.
public final class Connector {
  private final DatabaseAddress address;
  private final String applicationName;

  /// @param applicationName what `pg_stat_activity` shows for the sessions
  public Connector(DatabaseAddress address, String applicationName) {
    this.address = address;
    this.applicationName = applicationName;
  }

  public DatabaseAddress address() {
    return address;
  }

  /// Sessions on another database of the same server.
  public Connector toDatabase(String database) {
    return new Connector(address.withDatabase(database), applicationName);
  }

  /// A new session: empty search path first (CVE-2018-1058), then settings that make texts and values
  /// come out the same everywhere, and no time-outs.
  public Session open() {
    try {
      Connection connection = DriverManager.getConnection(url(), properties());
      return Session.prepared(connection, address);
    } catch (SQLException failure) {
      throw SqlFailure.connecting(address, failure);
    }
  }

  private String url() {
    String host = address.host().contains(":") ? "[" + address.host() + "]" : address.host();
    return "jdbc:postgresql://" + host + ":" + address.port() + "/";
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("user", address.user());
    properties.setProperty("PGDBNAME", address.database());
    address.password().ifPresent(password -> properties.setProperty("password", password.reveal()));
    properties.setProperty("sslmode", address.tls().mode().sslMode());
    address.tls().authorities().ifPresent(file -> properties.setProperty("sslrootcert", file.toString()));
    address.tls().certificate().ifPresent(file -> properties.setProperty("sslcert", file.toString()));
    address.tls().key().ifPresent(file -> properties.setProperty("sslkey", file.toString()));
    properties.setProperty("ApplicationName", applicationName);
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("connectTimeout", "10");
    return properties;
  }
}
