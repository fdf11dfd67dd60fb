package io.multiboard.sync.postgres;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// libpq's password file, `~/.pgpass`: lines of `host:port:database:user:password`, where `*`
/// stands for anything and a backslash keeps a colon or a backslash; the first line that fits
/// counts. Refused where others than its owner can read it. Thread-safe. Source: PostgreSQL's
/// documentation, "The Password File".
record PasswordFile(Path path) {
  private static final Set<PosixFilePermission> OF_OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  /// The password for a login; empty where the file is missing or no line fits.
  Optional<Password> find(String host, int port, String database, String user) {
    if (!Files.isRegularFile(path)) {
      return Optional.empty();
    }
    refuseOpenToOthers();
    List<String> wanted = List.of(host, String.valueOf(port), database, user);
    return lines().stream()
        .filter(line -> !line.startsWith("#"))
        .map(PasswordFile::fields)
        .filter(fields -> fits(fields, wanted))
        .findFirst()
        .map(fields -> new Password(fields.get(4)));
  }

  private static boolean fits(List<String> fields, List<String> wanted) {
    if (fields.size() != 5 || fields.get(4).isEmpty()) {
      return false;
    }
    for (int at = 0; at < wanted.size(); at++) {
      if (!fields.get(at).equals("*") && !fields.get(at).equals(wanted.get(at))) {
        return false;
      }
    }
    return true;
  }

  /// Splits at colons; the password is all that follows the fourth.
  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    for (int at = 0; at < line.length(); at++) {
      char letter = line.charAt(at);
      if (letter == '\\' && at + 1 < line.length()) {
        at++;
        field.append(line.charAt(at));
      } else if (letter == ':' && fields.size() < 4) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(letter);
      }
    }
    fields.add(field.toString());
    return fields;
  }

  private void refuseOpenToOthers() {
    try {
      PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
      if (view != null
          && view.readAttributes().permissions().stream().anyMatch(OF_OTHERS::contains)) {
        throw new SyncException(
            Reason.InvalidConfiguration,
            "the password file " + path + " is open to others than its owner",
            "chmod 600 " + path);
      }
    } catch (IOException failure) {
      throw unreadable(failure);
    }
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(path);
    } catch (IOException failure) {
      throw unreadable(failure);
    }
  }

  private SyncException unreadable(IOException failure) {
    return new SyncException(
        Reason.InvalidConfiguration,
        "the password file " + path + " cannot be read: " + failure.getMessage(),
        "Make it a UTF-8 text that you can read, or give the password by PGPASSWORD.",
        failure);
  }
}
