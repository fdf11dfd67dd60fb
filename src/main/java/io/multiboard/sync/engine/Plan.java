package io.multiboard.sync.engine;

import io.multiboard.sync.engine.archive.Manifest;
import io.multiboard.sync.engine.preflight.Preflight;
import io.multiboard.sync.engine.preflight.Protection;
import io.multiboard.sync.engine.preflight.TargetSpace;
import io.multiboard.sync.engine.preflight.TargetView;
import io.multiboard.sync.engine.target.DatabaseSessions;
import io.multiboard.sync.engine.target.Finding;
import io.multiboard.sync.engine.target.FormerDatabase;
import io.multiboard.sync.engine.target.Guard;
import io.multiboard.sync.engine.target.ImportOptions;
import io.multiboard.sync.engine.target.OurDatabases;
import io.multiboard.sync.engine.target.Strategy;
import io.multiboard.sync.engine.target.TargetLock;
import io.multiboard.sync.engine.toc.TableOfContents;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.ServerVersion;
import io.multiboard.sync.postgres.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What an import would do, and what forbids it: all of the thinking, none of the writing. Nothing
/// is locked, so that a run which is going on does not forbid a plan.
///
/// @param entries of the table of contents
/// @param tables whose rows would be copied
/// @param rows of all tables: exact from an archive of ours, estimated from a live source, -1 where
///   nobody knows
/// @param bytes of COPY data, in the same way
/// @param targetExists whether there is a database of that name
/// @param targetEmpty whether it holds nothing worth keeping
/// @param clients sessions on it, which the swap would end
/// @param former the database that a rollback would put back now
/// @param leavesWayBack whether the run would keep the database that it replaces
/// @param neededBytes on the target's server, beside the database that is replaced: what the source
///   takes, indexes included; empty where nobody knows
/// @param freeBytes on the target's server; empty where nobody can tell
public record Plan(
    String target,
    ServerVersion targetServer,
    int entries,
    int tables,
    long rows,
    long bytes,
    boolean targetExists,
    boolean targetEmpty,
    List<DatabaseSessions.Client> clients,
    Optional<FormerDatabase> former,
    boolean leavesWayBack,
    OptionalLong neededBytes,
    OptionalLong freeBytes,
    List<Finding> findings) {
  private static final long UNKNOWN = -1;

  public Plan {
    clients = List.copyOf(clients);
    findings = List.copyOf(findings);
  }

  /// What is to be planned.
  ///
  /// @param rows of all tables, -1 where nobody knows
  /// @param bytes of COPY data, -1 where nobody knows
  /// @param databaseBytes that the source's database takes on disk; empty where nobody knows
  /// @param origin what the archive says about its source; empty for a live one
  public record Request(
      Connector target,
      TableOfContents contents,
      long rows,
      long bytes,
      OptionalLong databaseBytes,
      Optional<Protection.Origin> origin,
      ImportOptions options,
      Guard guard) {
    /// The import that a request asks for.
    public static Request of(ImportRequest request) {
      return new Request(
          request.target(),
          request.archive().contents(),
          request.archive().manifest().map(Manifest::rows).orElse(UNKNOWN),
          request.archive().manifest().map(Manifest::contentBytes).orElse(UNKNOWN),
          OptionalLong.empty(),
          Import.origin(request),
          request.options(),
          request.guard());
    }
  }

  /// Looks at the target's server.
  public static Plan of(Request request) {
    String name = request.target().address().database();
    try (Session maintenance = request.target().toDatabase(TargetLock.MAINTENANCE).open()) {
      Preflight preflight = new Preflight(request.target(), request.options(), request.guard());
      TargetView view = preflight.look(maintenance);
      List<Finding> findings = new ArrayList<>(view.findings());
      findings.addAll(preflight.compare(maintenance, view, request.contents(), request.origin()));
      OptionalLong free = TargetSpace.free(maintenance);
      room(request.databaseBytes(), free).ifPresent(findings::add);
      return new Plan(
          name,
          maintenance.version(),
          request.contents().entries().size(),
          (int) request.contents().tableData().count(),
          request.rows(),
          request.bytes(),
          view.database().isPresent(),
          view.empty(),
          view.clients(),
          new OurDatabases(maintenance, name).formers().stream().findFirst(),
          leavesWayBack(view, request.options()),
          request.databaseBytes(),
          free,
          findings);
    }
  }

  private static boolean leavesWayBack(TargetView view, ImportOptions options) {
    return view.database().isPresent()
        && options.strategy() == Strategy.Swap
        && !options.keepPrevious().isZero();
  }

  /// A word of warning only: a copy may take less room than a source that was written to for years.
  private static Optional<Finding> room(OptionalLong needed, OptionalLong free) {
    boolean scarce =
        needed.isPresent() && free.isPresent() && needed.getAsLong() > free.getAsLong();
    return scarce
        ? Optional.of(
            Finding.tells(
                "room on the target's server",
                Reason.DiskFull,
                "the source takes %,d bytes, and where the target's server keeps its databases %,d are free"
                    .formatted(needed.getAsLong(), free.getAsLong()),
                "free space there, or end the way back of an earlier copy; a load that finds no room changes nothing"))
        : Optional.empty();
  }

  /// Whether the import would refuse to begin.
  public boolean isForbidden() {
    return findings.stream().anyMatch(Finding::blocking);
  }
}
