package io.multiboard.sync.order;

import java.util.Optional;

/// Where a database is, and which files hold what it takes to get in.
///
/// @param connection the name of the DatabaseConnection, for messages
/// @param tls how the server is proved
/// @param secretName the Secret behind [Files], for messages
/// @param caSecretName the Secret with the authority's certificate, for messages
public record DatabaseAccess(
    String connection,
    String host,
    int port,
    String database,
    Tls tls,
    String secretName,
    Optional<String> caSecretName,
    Files files) {
  private static final int LONGEST_HOST = 253;
  private static final int LONGEST_DATABASE = 63;

  /// As `tls.mode` of a DatabaseConnection.
  public enum Tls {
    VerifyFull,
    VerifyCA,
    Require,
    Disable
  }

  public DatabaseAccess {
    Bounds.name("connection", connection);
    Bounds.text("host", host, LONGEST_HOST);
    Bounds.range("port", port, 1, 65_535);
    Bounds.text("database", database, LONGEST_DATABASE);
    Bounds.name("secretName", secretName);
    caSecretName.ifPresent(name -> Bounds.name("caSecretName", name));
  }

  /// Absolute paths of mounted files. Those that are absent are not asked for.
  public record Files(
      String username,
      Optional<String> password,
      Optional<String> certificate,
      Optional<String> key,
      Optional<String> authority) {
    /// Where the Secret of the database is mounted.
    public static final String DATABASE_FOLDER = "/etc/multiboard/database";

    /// Where the Secret of the authority is mounted.
    public static final String AUTHORITY_FOLDER = "/etc/multiboard/ca";

    public Files {
      Bounds.path("username", username);
      password.ifPresent(path -> Bounds.path("password", path));
      certificate.ifPresent(path -> Bounds.path("certificate", path));
      key.ifPresent(path -> Bounds.path("key", path));
      authority.ifPresent(path -> Bounds.path("authority", path));
      Bounds.require(certificate.isPresent() == key.isPresent(), "key", "goes with certificate");
    }

    /// A name and a password in the usual folder.
    ///
    /// @param authority whether the authority's certificate is mounted too
    public static Files passwordAt(boolean authority) {
      return new Files(
          DATABASE_FOLDER + "/username",
          Optional.of(DATABASE_FOLDER + "/password"),
          Optional.empty(),
          Optional.empty(),
          authority ? Optional.of(AUTHORITY_FOLDER + "/ca.crt") : Optional.empty());
    }

    /// The same with a client certificate instead of the password.
    public Files withCertificate() {
      return new Files(
          username,
          Optional.empty(),
          Optional.of(DATABASE_FOLDER + "/tls.crt"),
          Optional.of(DATABASE_FOLDER + "/tls.key"),
          authority);
    }
  }
}
