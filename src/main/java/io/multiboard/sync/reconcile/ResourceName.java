package io.multiboard.sync.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.multiboard.sync.order.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A namespace and a name in it.
public record ResourceName(String namespace, String name) {
  private static final int LONGEST_JOB = 63;
  private static final int DIGITS = 8;

  static ResourceName of(HasMetadata resource) {
    return new ResourceName(
        resource.getMetadata().getNamespace(), resource.getMetadata().getName());
  }

  /// As [#toString()] writes it.
  static ResourceName parse(String text) {
    int slash = text.indexOf('/');
    return new ResourceName(text.substring(0, Math.max(slash, 0)), text.substring(slash + 1));
  }

  /// The name of a worker's Job: `<run>-<role>-<attempt>`, with a digest in it where the run has
  /// several of one role, and where that would be too long.
  ///
  /// @param connection tells the checks of one run apart, and the sides of a plan
  static String job(String run, Role role, ResourceName connection, int attempt) {
    boolean several = role == Role.CHECK || role == Role.PLAN;
    String part = several ? "-" + digest(connection.toString()).substring(0, 6) : "";
    String end = "-" + role.text() + part + "-" + attempt;
    if (run.length() + end.length() <= LONGEST_JOB) {
      return run + end;
    }
    String mark = "-" + digest(run);
    return run.substring(0, LONGEST_JOB - end.length() - mark.length()) + mark + end;
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
