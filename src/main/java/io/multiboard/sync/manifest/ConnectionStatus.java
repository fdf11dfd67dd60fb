package io.multiboard.sync.manifest;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the latest check of a connection found.
public record ConnectionStatus(
    @JsonPropertyDescription("The generation of the spec that this status speaks of.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription(
            "Ready, with the reason when it is not; Reconciling while a check is going on; Stalled where only a person helps.")
        List<Condition> conditions,
    @JsonPropertyDescription("The server's version.") @Nullable String serverVersion,
    @JsonPropertyDescription("The database's size on the server's disk, in bytes.")
        @Nullable Long sizeBytes,
    @JsonPropertyDescription("Which database this is, whatever address it is reached by.")
        @Nullable Identity identity,
    @JsonPropertyDescription("When it was last checked.") @Nullable String lastChecked) {

  public static final ConnectionStatus NONE =
      new ConnectionStatus(null, List.of(), null, null, null, null);

  /// The same with other conditions.
  public ConnectionStatus with(List<Condition> others) {
    return new ConnectionStatus(
        observedGeneration, others, serverVersion, sizeBytes, identity, lastChecked);
  }

  public ConnectionStatus {
    conditions = List.copyOf(requireNonNullElse(conditions, List.of()));
  }

  /// Which database something is.
  public record Identity(
      @JsonPropertyDescription(
              "The identifier that initdb gave to the server's data; physical copies share it.")
          String systemIdentifier,
      @JsonPropertyDescription("The database's OID on its server.") @Nullable Long databaseOid,
      @JsonPropertyDescription(
              "When the server was started, which tells a physical copy from the server itself.")
          @Nullable String serverStarted) {}
}
