package io.multiboard.sync.worker;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.order.DatabaseAccess;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.DatabaseAddress;
import io.multiboard.sync.postgres.Password;
import io.multiboard.sync.postgres.TlsMode;
import io.multiboard.sync.postgres.TlsSettings;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way into a database: its Secret is read from files, anew for each order, and the password
/// for each login.
final class DatabaseLogin {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseLogin.class);
  private static final long LONGEST = 1 << 16;

  /// Editors and `echo` leave one, and no password ends with it.
  private static final Pattern LINE_END = Pattern.compile("\\R\\z");

  private DatabaseLogin() {}

  /// Opens nothing yet.
  ///
  /// @param application what `pg_stat_activity` shows
  static Connector of(DatabaseAccess access, String application) {
    DatabaseAccess.Files files = access.files();
    Secret secret = new Secret(access.connection(), access.secretName(), "credentials.secretName");
    Secret authority =
        new Secret(
            access.connection(),
            access.caSecretName().orElse(access.secretName()),
            "tls.caSecretName");
    TlsSettings tls =
        new TlsSettings(
            TlsMode.valueOf(access.tls().name()),
            files.authority().map(authority::file),
            files.certificate().map(secret::file),
            files.key().map(secret::file));
    DatabaseAddress address =
        new DatabaseAddress(
            access.host(),
            access.port(),
            access.database(),
            secret.text(files.username()),
            files.password().map(secret::password),
            tls);
    return new Connector(address, application);
  }

  /// What was mounted of a Secret.
  ///
  /// @param field of the connection, which names it
  private record Secret(String connection, String name, String field) {
    Path file(String path) {
      Path file = Path.of(path);
      if (!Files.isRegularFile(file)) {
        throw missing(file);
      }
      return file;
    }

    String text(String path) {
      Path file = file(path);
      try {
        if (Files.size(file) > LONGEST) {
          throw unusable(file, "is too long");
        }
        String text = LINE_END.matcher(Files.readString(file)).replaceFirst("");
        if (text.isEmpty()) {
          throw unusable(file, "is empty");
        }
        return text;
      } catch (MalformedInputException binary) {
        throw unusable(file, "is no UTF-8 text");
      } catch (IOException failure) {
        throw unusable(file, "cannot be read");
      }
    }

    /// What is wrong with it is told now. Secrets change in mid-run, so it is read at each login;
    /// one that is no good any more, as where somebody has removed it, leaves what was good.
    Password password(String path) {
      AtomicReference<String> latest = new AtomicReference<>(text(path));
      return new Password(() -> {
        try {
          latest.set(text(path));
        } catch (SyncException gone) {
          LOG.warn("the Secret's password cannot be read any more, and stays as it was", gone);
        }
        return latest.get();
      });
    }

    private SyncException missing(Path file) {
      return new SyncException(
          Reason.SecretNotFound,
          "the Secret \"%s\" of the connection \"%s\" is missing, or has no key \"%s\""
              .formatted(name, connection, file.getFileName()),
          "create it in the namespace of the connection, or name another by " + field);
    }

    private SyncException unusable(Path file, String why) {
      return new SyncException(
          Reason.SecretNotFound,
          "the key \"%s\" of the Secret \"%s\" of the connection \"%s\" %s"
              .formatted(file.getFileName(), name, connection, why),
          "correct the Secret");
    }
  }
}
