package io.multiboard.sync.manifest;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/// What one execution is to do: small enough to type. Nothing of it changes but `cancel`.
@ValidationRule(
    value = "self.operation == 'Check' ? has(self.connectionName) : has(self.syncName)",
    message = "Check needs connectionName, every other operation needs syncName: add it")
@ValidationRule(
    value = "self.operation == 'Check' ? !has(self.syncName) : !has(self.connectionName)",
    message =
        "Check takes connectionName only, every other operation syncName only: remove the other one")
@ValidationRule(
    value = "!has(self.archiveName) || self.operation == 'Import'",
    message = "archiveName is for the operation Import: remove it, or choose Import")
@ValidationRule(
    value = "!has(self.rollbackOf) || self.operation == 'Rollback'",
    message = "rollbackOf is for the operation Rollback: remove it, or choose Rollback")
@ValidationRule(
    value =
        "self.operation == oldSelf.operation && has(self.syncName) == has(oldSelf.syncName)"
            + " && (!has(self.syncName) || self.syncName == oldSelf.syncName)"
            + " && has(self.connectionName) == has(oldSelf.connectionName)"
            + " && (!has(self.connectionName) || self.connectionName == oldSelf.connectionName)"
            + " && has(self.archiveName) == has(oldSelf.archiveName)"
            + " && (!has(self.archiveName) || self.archiveName == oldSelf.archiveName)"
            + " && has(self.retryOf) == has(oldSelf.retryOf)"
            + " && (!has(self.retryOf) || self.retryOf == oldSelf.retryOf)"
            + " && has(self.rollbackOf) == has(oldSelf.rollbackOf)"
            + " && (!has(self.rollbackOf) || self.rollbackOf == oldSelf.rollbackOf)",
    message = "a run is not changed, only cancelled: create another DatabaseSyncRun")
@ValidationRule(
    value = "!oldSelf.cancel || self.cancel",
    message = "a cancelled run stays cancelled: create another DatabaseSyncRun")
public record RunSpec(
    @Pattern(Api.NAME)
        @JsonPropertyDescription("The DatabaseSync in the same namespace that is carried out.")
        @Nullable String syncName,
    @Pattern(Api.NAME)
        @JsonPropertyDescription(
            "For Check: the DatabaseConnection in the same namespace that is tested.")
        @Nullable String connectionName,
    @Default("Sync")
        @JsonPropertyDescription(
            "Sync: the whole way, or the half that the sync has. Export, Import: a half. Plan: say what a sync would do, and what forbids it. Rollback: put the former database back. Check: test a connection.")
        Operation operation,
    @Pattern(Api.NAME)
        @JsonPropertyDescription(
            "For Import: the archive that is loaded, by its name in status.archives of the sync that made it. Without it, the sync's archive.from.")
        @Nullable String archiveName,
    @Pattern(Api.NAME) @JsonPropertyDescription("The run that this one repeats, for people to see.")
        @Nullable String retryOf,
    @Pattern(Api.NAME)
        @JsonPropertyDescription(
            "For Rollback: the run whose swap is taken back; the latest without it.")
        @Nullable String rollbackOf,
    @Default("false")
        @JsonPropertyDescription(
            "Ends the run and says what became of the target. Cannot be taken back.")
        Boolean cancel) {

  public RunSpec {
    operation = requireNonNullElse(operation, Operation.Sync);
    cancel = requireNonNullElse(cancel, false);
  }

  /// What a run does.
  public enum Operation {
    Sync,
    Export,
    Import,
    Plan,
    Rollback,
    Check
  }
}
