package io.multiboard.sync.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a worker did, as far as it went.
///
/// @param started when the worker took the order up, by its clock
/// @param target what became of the target
/// @param archive the archive that was written or read, once it is whole
/// @param verification what was proved
/// @param database what a check saw; a worker that reaches a database tells its identity
/// @param wayBack the former database that is kept
/// @param plan what a run would do
/// @param slowest tables, the slowest first, at most [#MOST_TABLES]
/// @param failed tables that are not there or not equal, at most [#MOST_TABLES]
/// @param removed names of archives (runs) and former databases that were removed
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Report(
    Role role,
    RunId runId,
    int attempt,
    Instant started,
    Instant ended,
    Fate target,
    Optional<Archive> archive,
    Optional<Verification> verification,
    Optional<Database> database,
    Optional<WayBack> wayBack,
    Optional<Plan> plan,
    List<Table> slowest,
    List<Table> failed,
    List<String> removed) {
  /// The most tables in a list.
  public static final int MOST_TABLES = 20;

  /// The most names of what was removed.
  public static final int MOST_REMOVED = 100;

  /// The most findings of a plan.
  public static final int MOST_FINDINGS = 50;

  /// The most marks of triggers.
  public static final int MOST_DONE = 100;

  public Report {
    slowest = Bounds.most("slowest", slowest, MOST_TABLES);
    failed = Bounds.most("failed", failed, MOST_TABLES);
    removed = Bounds.most("removed", removed, MOST_REMOVED);
  }

  /// What became of the target.
  public enum Fate {
    /// It is as it was, and nothing of the run is left on its server.
    Untouched,
    /// What was begun was taken back.
    RolledBack,
    /// The new data is in its place.
    Swapped,
    /// The server could not be asked; the next attempt settles it.
    Unknown
  }

  /// An archive.
  ///
  /// @param folder of the run on the storage, such as `shop_nightly/nightly-1b2c3d4e5f`
  /// @param bytes of all its files
  /// @param sha256 of its manifest, which holds the digests of the others
  /// @param rows of all tables
  /// @param contentBytes of all rows and large objects, uncompressed
  /// @param snapshotTime of the source, by its clock
  public record Archive(
      String folder,
      long bytes,
      String sha256,
      int tables,
      long rows,
      long contentBytes,
      Instant snapshotTime) {}

  /// What was proved.
  ///
  /// @param rows that were counted on both sides
  public record Verification(String mode, int tables, long rows) {}

  /// A database as it was seen.
  ///
  /// @param identity empty where the role may not read it
  /// @param bytes on the server's disk
  /// @param tables that hold rows
  /// @param overwritable whether it carries the mark of protection rule 2
  /// @param empty whether it holds nothing worth keeping
  /// @param done marks of triggers in its comment, `<namespace>/<sync>/<digest>`
  public record Database(
      String serverVersion,
      Optional<DatabaseIdentity> identity,
      long bytes,
      long tables,
      boolean overwritable,
      boolean empty,
      List<String> done) {
    public Database {
      done = Bounds.most("done", done, MOST_DONE);
    }
  }

  /// A former database that is kept.
  public record WayBack(String database, Instant until) {}

  /// What a run would do.
  ///
  /// @param freeBytes of the archive's storage; empty where nobody knows
  public record Plan(
      int tables, long rows, long bytes, Optional<Long> freeBytes, List<Finding> findings) {
    public Plan {
      findings = Bounds.most("findings", findings, MOST_FINDINGS);
    }
  }

  /// What a plan found.
  ///
  /// @param reason the name of a [io.multiboard.sync.failure.Reason]
  /// @param blocking whether a run refuses because of it
  public record Finding(
      String rule, String reason, String message, String remedy, boolean blocking) {}

  /// A table.
  ///
  /// @param bytes of its rows, uncompressed
  public record Table(String name, long rows, long bytes, double seconds) {}

  /// One that says nothing yet but what it is about.
  public static Report of(WorkOrder order, Instant started, Instant ended, Fate target) {
    return new Report(
        order.role(),
        order.assignment().runId(),
        order.assignment().attempt(),
        started,
        ended,
        target,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of());
  }
}
