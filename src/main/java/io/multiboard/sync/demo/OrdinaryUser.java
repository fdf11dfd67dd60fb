package io.multiboard.sync.demo;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/// Who runs the embedded servers: PostgreSQL refuses to run as root, so under root it is `nobody`.
final class OrdinaryUser {
  private static final String NAME = "nobody";

  private OrdinaryUser() {}

  static boolean isNeeded() {
    return "root".equals(System.getProperty("user.name"));
  }

  /// The words to put before a command so that it runs as an ordinary user; none where this process
  /// is one already.
  static List<String> prefix() {
    if (!isNeeded()) {
      return List.of();
    }
    if (isOnPath("setpriv")) {
      return List.of("setpriv", "--reuid=" + NAME, "--regid=65534", "--clear-groups", "--");
    }
    if (isOnPath("runuser")) {
      return List.of("runuser", "-u", NAME, "--");
    }
    throw new SyncException(
        Reason.InvalidConfiguration,
        "PostgreSQL does not run as root, and neither 'setpriv' nor 'runuser' is here to change the user",
        "Run the command as an ordinary user.");
  }

  /// Makes a folder that only the ordinary user can enter.
  static void makeFolder(Path folder) throws IOException {
    Files.createDirectories(folder.toAbsolutePath().getParent());
    Files.createDirectory(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    if (isNeeded()) {
      giveAway(folder);
    }
  }

  /// Gives a file or folder to the ordinary user.
  static void giveAway(Path path) throws IOException {
    if (isNeeded()) {
      var users = path.getFileSystem().getUserPrincipalLookupService();
      Files.setOwner(path, users.lookupPrincipalByName(NAME));
    }
  }

  private static boolean isOnPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
