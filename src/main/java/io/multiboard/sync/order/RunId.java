package io.multiboard.sync.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// Which run something belongs to: ten hexadecimal digits that follow from what asked for the run,
/// so that asking twice is asking once.
///
/// @param text ten digits of `0-9a-f`
public record RunId(@JsonValue String text) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{10}");
  private static final int BYTES = 5;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public RunId {
    Bounds.require(FORM.matcher(text).matches(), "runId", "is not ten hexadecimal digits");
  }

  /// The run that a sync without schedule and trigger gets for a generation of its spec.
  ///
  /// @param uid of the sync's resource
  public static RunId ofGeneration(String uid, long generation) {
    return of(uid, "generation", Long.toString(generation));
  }

  /// The run that a value of `trigger` asks for.
  public static RunId ofTrigger(String uid, String trigger) {
    return of(uid, "trigger", trigger);
  }

  /// The run of a scheduled time.
  public static RunId ofSchedule(String uid, Instant time) {
    return of(uid, "schedule", Long.toString(time.getEpochSecond()));
  }

  /// The run of a resource of its own.
  ///
  /// @param uid of the run's resource
  public static RunId ofRun(String uid) {
    return of(uid, "run", "");
  }

  /// The name of this run's resource, at most 63 characters where the sync's has at most 52.
  public String runName(String sync) {
    return sync + "-" + text;
  }

  /// The id under which an attempt works in the target's server.
  public String ofAttempt(int attempt) {
    return text + "-" + attempt;
  }

  private static RunId of(String uid, String kind, String value) {
    byte[] asked = String.join("\0", uid, kind, value).getBytes(StandardCharsets.UTF_8);
    return new RunId(HexFormat.of().formatHex(sha256(asked), 0, BYTES));
  }

  static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
