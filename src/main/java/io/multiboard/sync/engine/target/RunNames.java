package io.multiboard.sync.engine.target;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// The names of databases that belong to one run on one target. They hold the run's id, which
/// settles a commit whose answer was lost, and a check sum over the target's name, so that no name
/// made by hand, and none of another target's run, is taken for one of ours.
///
/// @param target the database that the run replaces
/// @param runId lower-case letters, digits and hyphens, at most 32
public record RunNames(String target, String runId) {
  private static final Pattern RUN_ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
  private static final Pattern NAME =
      Pattern.compile("multiboard_(new|old)_([a-z0-9][a-z0-9-]{0,31})_([0-9a-f]{8})");

  public RunNames {
    if (!RUN_ID.matcher(runId).matches()) {
      throw new SyncException(
          Reason.InvalidUsage,
          "\"" + runId + "\" cannot be the id of a run",
          "use 1 to 32 lower-case letters, digits and hyphens, not beginning with a hyphen");
    }
  }

  /// The database that is loaded beside the target.
  public String shadow() {
    return name("new");
  }

  /// What the target is called once it has been replaced.
  public String former() {
    return name("old");
  }

  /// Whether a database's name is that of a shadow that some run made for this target.
  public static boolean isShadow(String database, String target) {
    var parts = NAME.matcher(database);
    return parts.matches() && database.equals(new RunNames(target, parts.group(2)).shadow());
  }

  /// Whether a database's name is that of a former database that some run left for this target.
  public static boolean isFormer(String database, String target) {
    var parts = NAME.matcher(database);
    return parts.matches() && database.equals(new RunNames(target, parts.group(2)).former());
  }

  private String name(String role) {
    return "multiboard_%s_%s_%s".formatted(role, runId, check(role));
  }

  private String check(String role) {
    byte[] digest = sha256("multiboard:" + role + ":" + runId + ":" + target);
    return HexFormat.of().formatHex(digest, 0, 4);
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
