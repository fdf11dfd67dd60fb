package io.multiboard.sync.order;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.multiboard.sync.failure.Reason;

/// What came of an order. It goes as JSON to the storage and, in at most [#LONGEST_MESSAGE] bytes,
/// to the pod's termination message; see [OrderJson].
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "result")
@JsonSubTypes({
  @JsonSubTypes.Type(Outcome.Succeeded.class),
  @JsonSubTypes.Type(Outcome.Failed.class),
  @JsonSubTypes.Type(Outcome.Interrupted.class),
  @JsonSubTypes.Type(Outcome.Cancelled.class)
})
public sealed interface Outcome {
  /// The most bytes of a termination message; Kubernetes cuts at 4096.
  int LONGEST_MESSAGE = 3072;

  /// What was done, as far as it went.
  Report report();

  /// The thing asked for is done, and proved where that was asked for.
  @JsonTypeName("Succeeded")
  record Succeeded(Report report) implements Outcome {}

  /// It is not done.
  ///
  /// @param message what happened, without a secret
  /// @param remedy what to do; empty where the message says it
  @JsonTypeName("Failed")
  record Failed(Reason reason, String message, String remedy, Report report) implements Outcome {}

  /// The worker was told to stop (SIGTERM) before it was done; another attempt may do it.
  @JsonTypeName("Interrupted")
  record Interrupted(Report report) implements Outcome {}

  /// A person cancelled it.
  @JsonTypeName("Cancelled")
  record Cancelled(Report report) implements Outcome {}

  /// Whether another attempt, with nothing changed by a person, may succeed.
  @JsonIgnore
  default boolean retryHelps() {
    return switch (this) {
      case Succeeded _ -> false;
      case Failed failed -> failed.reason().retryHelps();
      case Interrupted _ -> true;
      case Cancelled _ -> false;
    };
  }

  /// The same with another report.
  default Outcome with(Report other) {
    return switch (this) {
      case Succeeded _ -> new Succeeded(other);
      case Failed(Reason reason, String message, String remedy, Report _) ->
          new Failed(reason, message, remedy, other);
      case Interrupted _ -> new Interrupted(other);
      case Cancelled _ -> new Cancelled(other);
    };
  }
}
