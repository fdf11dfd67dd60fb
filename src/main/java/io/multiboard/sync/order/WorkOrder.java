package io.multiboard.sync.order;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Duration;
import java.util.Optional;

/// What one worker is to do. It goes as JSON in the environment variable [#VARIABLE]; see
/// [OrderJson].
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "role")
@JsonSubTypes({
  @JsonSubTypes.Type(WorkOrder.Export.class),
  @JsonSubTypes.Type(WorkOrder.Import.class),
  @JsonSubTypes.Type(WorkOrder.Check.class),
  @JsonSubTypes.Type(WorkOrder.Plan.class),
  @JsonSubTypes.Type(WorkOrder.Rollback.class),
  @JsonSubTypes.Type(WorkOrder.Cleanup.class)
})
public sealed interface WorkOrder {
  /// The environment variable that holds an order.
  String VARIABLE = "MULTIBOARD_ORDER";

  /// Which attempt at which run this is.
  Assignment assignment();

  /// Source to archive; then the retention of the sync's archives.
  @JsonTypeName("export")
  record Export(
      Assignment assignment,
      DatabaseAccess source,
      ArchivePlace archive,
      ExportChoices choices,
      Retention retention)
      implements WorkOrder {}

  /// Archive to target: an archive that is there, or one that an export of the same run is still
  /// writing, which is waited for.
  ///
  /// @param follows whether an export of the same run writes the archive
  /// @param done what the target is to remember once it is filled
  @JsonTypeName("import")
  record Import(
      Assignment assignment,
      DatabaseAccess target,
      ArchivePlace archive,
      boolean follows,
      ImportChoices choices,
      Protection protection,
      Optional<DoneMark> done)
      implements WorkOrder {}

  /// Looks at a database and changes nothing.
  @JsonTypeName("check")
  record Check(Assignment assignment, DatabaseAccess database) implements WorkOrder {}

  /// What a run would do: one side of it. The source's side is written beside where the archive
  /// would be, and the target's side reads it there.
  @JsonTypeName("plan")
  record Plan(
      Assignment assignment,
      Side side,
      DatabaseAccess database,
      ArchivePlace archive,
      ExportChoices exportChoices,
      ImportChoices importChoices,
      Protection protection)
      implements WorkOrder {
    /// Which database is looked at.
    public enum Side {
      Source,
      Target
    }
  }

  /// Puts the former database back in the target's place.
  ///
  /// @param keepPrevious how long the database that makes way is kept, in ISO 8601
  @JsonTypeName("rollback")
  record Rollback(
      Assignment assignment, DatabaseAccess target, Duration keepPrevious, Protection protection)
      implements WorkOrder {}

  /// Removes what is over its limits between runs: former databases of a target, or archives.
  ///
  /// @param target whose former databases are looked at
  /// @param archives the archives of one sync, where `run` is the one that asks
  /// @param abandoned whether a worker of the run that wrote the target was lost: what it left
  ///   there is removed, and the report's [Report#target] tells what has become of the target
  @JsonTypeName("cleanup")
  record Cleanup(
      Assignment assignment,
      Optional<DatabaseAccess> target,
      Optional<ArchivePlace> archives,
      Retention retention,
      boolean abandoned)
      implements WorkOrder {}

  /// What the worker is there for.
  default Role role() {
    return switch (this) {
      case Export _ -> Role.EXPORT;
      case Import _ -> Role.IMPORT;
      case Check _ -> Role.CHECK;
      case Plan _ -> Role.PLAN;
      case Rollback _ -> Role.ROLLBACK;
      case Cleanup _ -> Role.CLEANUP;
    };
  }
}
