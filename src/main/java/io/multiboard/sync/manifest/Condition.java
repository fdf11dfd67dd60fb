package io.multiboard.sync.manifest;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// One statement about a resource, as the conventions of the Kubernetes API have it.
public record Condition(
    @Required @Size(max = 316) @JsonPropertyDescription("What the statement is about.") String type,
    @Required @JsonPropertyDescription("Whether it holds.") Truth status,
    @Required
        @Size(min = 1, max = 1024)
        @Pattern("^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$")
        @JsonPropertyDescription("Why, in one word for machines.")
        String reason,
    @Required
        @Size(max = 32768)
        @JsonPropertyDescription("Why, for people, with what to do about it.")
        String message,
    @Required @JsonPropertyDescription("When status last changed.") String lastTransitionTime,
    @JsonPropertyDescription("The generation of the spec that this was true for.")
        @Nullable Long observedGeneration) {

  public Condition {
    message = requireNonNullElse(message, "");
  }

  /// Whether a statement holds.
  public enum Truth {
    True,
    False,
    Unknown
  }

  /// Whether it says so.
  public boolean holds() {
    return status == Truth.True;
  }

  /// The same, said at another time.
  Condition since(String transition) {
    return new Condition(type, status, reason, message, transition, observedGeneration);
  }
}
