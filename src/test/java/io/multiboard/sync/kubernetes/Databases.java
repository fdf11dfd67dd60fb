package io.multiboard.sync.kubernetes;

import io.multiboard.sync.demo.ServerOptions;
import io.multiboard.sync.server.Release;
import io.multiboard.sync.server.TestServer;
import io.multiboard.sync.server.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.UUID;

/// A source's and a target's server beside the cluster. Pods need passwords, which occur nowhere
/// else; this machine's users need none.
///
/// @param host where pods reach them
/// @param password of both roles, drawn anew, so that it can be looked for
record Databases(TestServer source, TestServer target, String host, String password)
    implements AutoCloseable {
  private static final String PODS = "10.0.0.0/8";

  /// Starts both, with the roles `reader` on the source and `loader` on the target.
  static Databases start(String host) throws SQLException, IOException {
    String password = "canary-" + UUID.randomUUID();
    TestServer source = start(Release.V15, host);
    TestServer target = start(Release.V18, host);
    source.execute(
        "CREATE ROLE reader LOGIN PASSWORD '%s' IN ROLE pg_read_all_data".formatted(password));
    target.execute(
        "CREATE ROLE loader LOGIN CREATEDB PASSWORD '%s' IN ROLE pg_signal_backend"
            .formatted(password),
        "CREATE DATABASE shop OWNER loader TEMPLATE template0");
    return new Databases(source, target, host, password);
  }

  private static TestServer start(Release release, String host) throws SQLException, IOException {
    ServerOptions options = ServerOptions.trusting().with("listen_addresses", "127.0.0.1," + host);
    TestServer server = TestServers.startPrivate(release, options);
    Files.writeString(
        server.data().resolve("pg_hba.conf"),
        "host all all %s scram-sha-256%n".formatted(PODS),
        StandardOpenOption.APPEND);
    server.execute("SELECT pg_reload_conf()");
    return server;
  }

  /// The Secrets and connections `production` and `staging`.
  ///
  /// @param database of the source
  String manifests(String database) {
    return login("production", "reader")
        + login("staging", "loader")
        + connection("production", source, database, "environment: Production")
        + connection("staging", target, "shop", "environment: Staging\n  allowOverwrite: true");
  }

  private String login(String name, String user) {
    return """
    apiVersion: v1
    kind: Secret
    metadata:
      name: %s
    stringData:
      username: %s
      password: %s
    ---
    """
        .formatted(name, user, password);
  }

  private String connection(String name, TestServer server, String database, String more) {
    return """
    apiVersion: sync.multiboard.io/v1alpha1
    kind: DatabaseConnection
    metadata:
      name: %s
    spec:
      host: %s
      port: %d
      database: %s
      credentials:
        secretName: %s
      tls:
        mode: Disable
      %s
    ---
    """
        .formatted(name, host, server.port(), database, name, more);
  }

  @Override
  public void close() {
    source.close();
    target.close();
  }
}
