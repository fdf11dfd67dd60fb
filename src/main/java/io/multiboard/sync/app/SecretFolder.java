package io.multiboard.sync.app;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.manifest.ConnectionSpec;
import io.multiboard.sync.manifest.Credentials;
import io.multiboard.sync.manifest.Resolved.Endpoint;
import io.multiboard.sync.manifest.written.WrittenSecret;
import io.multiboard.sync.order.DatabaseAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Secrets as files that only this user may read, as a pod has them mounted. Used by one thread.
///
/// @param folder private to this process
record SecretFolder(Path folder, List<WrittenSecret> secrets) {
  /// The way into a database with the files that are here. A key that is missing gives no file,
  /// which the worker reports.
  DatabaseAccess mount(Endpoint endpoint, DatabaseAccess access) {
    Path own = folder.resolve(endpoint.namespace() + "_" + endpoint.connectionName());
    ConnectionSpec spec = endpoint.spec();
    Credentials credentials = spec.credentials();
    Map<String, String> login = new LinkedHashMap<>();
    login.put(credentials.usernameKey(), "username");
    login.put(credentials.passwordKey(), "password");
    if (credentials.certificateKey() != null && credentials.privateKeyKey() != null) {
      login.remove(credentials.passwordKey());
      login.put(credentials.certificateKey(), "tls.crt");
      login.put(credentials.privateKeyKey(), "tls.key");
    }
    Path database = own.resolve("database");
    Path authority = own.resolve("authority");
    write(endpoint.namespace(), credentials.secretName(), login, database);
    Optional.ofNullable(spec.tls().caSecretName())
        .ifPresent(name ->
            write(endpoint.namespace(), name, Map.of(spec.tls().caKey(), "ca.crt"), authority));
    return at(access, database, authority);
  }

  private static DatabaseAccess at(DatabaseAccess access, Path database, Path authority) {
    DatabaseAccess.Files files = access.files();
    return new DatabaseAccess(
        access.connection(),
        access.host(),
        access.port(),
        access.database(),
        access.tls(),
        access.secretName(),
        access.caSecretName(),
        new DatabaseAccess.Files(
            in(database, files.username()),
            files.password().map(path -> in(database, path)),
            files.certificate().map(path -> in(database, path)),
            files.key().map(path -> in(database, path)),
            files.authority().map(path -> in(authority, path))));
  }

  private static String in(Path folder, String mounted) {
    return folder.resolve(String.valueOf(Path.of(mounted).getFileName())).toString();
  }

  private void write(String namespace, String name, Map<String, String> keys, Path into) {
    Optional<WrittenSecret> secret =
        secrets.stream()
            .filter(each -> each.namespace().equals(namespace) && each.name().equals(name))
            .findFirst();
    try {
      Files.createDirectories(into);
      for (Map.Entry<String, String> key : keys.entrySet()) {
        Path file = into.resolve(key.getValue());
        if (Files.notExists(file) && secret.isPresent()) {
          write(file, Optional.ofNullable(secret.get().values().get(key.getKey())));
        }
      }
    } catch (IOException failure) {
      throw new SyncException(
          Reason.StorageError,
          "the folder for temporary files cannot be written: " + failure,
          "Name another by MULTIBOARD_SYNC_TEMPORARY_FOLDER.",
          failure);
    }
  }

  private static void write(Path file, Optional<byte[]> value) throws IOException {
    if (value.isPresent()) {
      Files.createFile(file, owners(file));
      Files.write(file, value.get());
    }
  }

  private static FileAttribute<?>[] owners(Path file) {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[] {};
  }

  @Override
  public String toString() {
    return "Secrets at " + folder;
  }
}
