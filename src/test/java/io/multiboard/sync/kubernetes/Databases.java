package io.multiboard.sync.kubernetes;

import io.multiboard.sync.demo.ServerOptions;
import io.multiboard.sync.server.Release;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import io.multiboard.sync.server.TestServers;
import io.multiboard.sync.testing.TestingProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.UUID;

/// A source's and a target's server beside the cluster, each behind a proxy. Pods need passwords,
/// which occur nowhere else; this machine's users need none.
///
/// @param toSource on the way from pods to the source
/// @param toTarget on the way from pods to the target
/// @param host where pods reach them
/// @param password of both roles, drawn anew, so that it can be looked for
record Databases(
    TestServer source,
    TestServer target,
    TestingProxy toSource,
    TestingProxy toTarget,
    String host,
    String password)
    implements AutoCloseable {

  /// Roles that the project's own sample speaks of.
  private static final String[] ROLES_OF_SAMPLE = {
    "CREATE ROLE catalogue_owner", "CREATE ROLE catalogue_app", "CREATE ROLE catalogue_reader"
  };

  /// Starts both, with the roles `reader` on the source and `loader` on the target.
  static Databases start(String host) throws SQLException, IOException {
    String password = "canary-" + UUID.randomUUID();
    TestServer source = start(Release.V15, host);
    TestServer target = start(Release.V18, host);
    source.execute(
        "CREATE ROLE reader LOGIN PASSWORD '%s' IN ROLE pg_read_all_data".formatted(password));
    target.execute(
        "CREATE ROLE loader LOGIN CREATEDB PASSWORD '%s' IN ROLE pg_signal_backend"
            .formatted(password));
    target.execute(ROLES_OF_SAMPLE);
    InetAddress address = InetAddress.getByName(host);
    return new Databases(
        source,
        target,
        TestingProxy.before(address, source.port()),
        TestingProxy.before(address, target.port()),
        host,
        password);
  }

  private static TestServer start(Release release, String host) throws SQLException, IOException {
    ServerOptions options = ServerOptions.trusting().with("listen_addresses", "127.0.0.1," + host);
    TestServer server = TestServers.startPrivate(release, options);
    Files.writeString(
        server.data().resolve("pg_hba.conf"),
        "host all all all scram-sha-256%n".formatted(),
        StandardOpenOption.APPEND);
    server.execute("SELECT pg_reload_conf()");
    return server;
  }

  /// A database of the loader's that may be overwritten, with something in it.
  TestDatabase target(String name) throws SQLException {
    TestDatabase database = target.createDatabase(name);
    target.execute(
        "ALTER DATABASE \"%s\" OWNER TO loader".formatted(name),
        "COMMENT ON DATABASE \"%s\" IS 'multiboard:overwritable'".formatted(name));
    return database.execute(
        "SET ROLE loader", "CREATE TABLE former AS SELECT 'what was there' AS said");
  }

  /// The manifest of a Secret with a login.
  String login(String name, String user) {
    return login(name, user, password);
  }

  /// The manifest of a Secret with a login of another password.
  String login(String name, String user, String secret) {
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
        .formatted(name, user, secret);
  }

  /// The manifest of a connection to the source, which reads.
  ///
  /// @param secret the name of its Secret
  String sourceConnection(String name, String secret, String database) {
    return connection(name, secret, toSource, database, "environment: Production");
  }

  /// The manifest of a connection to the target, which may be overwritten.
  ///
  /// @param secret the name of its Secret
  String targetConnection(String name, String secret, String database) {
    return connection(
        name, secret, toTarget, database, "environment: Staging\n  allowOverwrite: true");
  }

  private String connection(
      String name, String secret, TestingProxy proxy, String database, String more) {
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
        .formatted(name, host, proxy.port(), database, secret, more);
  }

  @Override
  public void close() throws IOException {
    toSource.close();
    toTarget.close();
    source.close();
    target.close();
  }
}
