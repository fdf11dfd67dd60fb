package io.multiboard.sync.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// How a run ended.
///
/// @param run its name
/// @param about the sync that it carried out, or the connection that it checked
/// @param reason in one word
/// @param message for people
/// @param target what became of it, in one word
/// @param archive its folder, where it is kept
/// @param wayBack the former database, and until when
/// @param proof what was counted on both sides
/// @param plan what a sync would do
/// @param database what a check saw
public record RunResult(
    String run,
    String about,
    String operation,
    boolean succeeded,
    String reason,
    String message,
    Optional<String> target,
    Optional<Path> archive,
    Optional<WayBack> wayBack,
    Optional<Proof> proof,
    Optional<Plan> plan,
    Optional<Database> database) {
  /// A former database that is kept.
  public record WayBack(String database, String until) {}

  /// Tables and rows that are the same on both sides.
  public record Proof(long tables, long rows) {}

  /// What a sync would move, and what forbids it.
  public record Plan(int tables, long rows, long bytes, List<Finding> findings) {}

  /// One finding of a plan.
  public record Finding(
      String rule, String reason, String message, String remedy, boolean blocking) {}

  /// A database that was looked at.
  public record Database(String version, long bytes, boolean overwritable) {}
}
