package io.multiboard.sync.manifest;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The pods that do the work.
public record WorkerSpec(
    @JsonPropertyDescription("What a worker's container asks for and may take.")
        Resources resources,
    @JsonPropertyDescription("Labels of the nodes on which workers may run.")
        Map<String, String> nodeSelector,
    @Size(max = 20) @JsonPropertyDescription("Taints of nodes that workers put up with.")
        List<Toleration> tolerations) {

  public static final WorkerSpec DEFAULTS = new WorkerSpec(Resources.DEFAULTS, Map.of(), List.of());

  public WorkerSpec {
    resources = requireNonNullElse(resources, Resources.DEFAULTS);
    nodeSelector = Map.copyOf(requireNonNullElse(nodeSelector, Map.of()));
    tolerations = List.copyOf(requireNonNullElse(tolerations, List.of()));
  }

  /// As a container's resources.
  public record Resources(
      @JsonPropertyDescription(
              "What is set aside for it, such as cpu: 500m, memory: 256Mi. Without it, the operator's setting.")
          Map<String, Quantity> requests,
      @JsonPropertyDescription(
              "What it may take at most. A worker needs 300 MB and four times the widest row.")
          Map<String, Quantity> limits) {

    public static final Resources DEFAULTS = new Resources(Map.of(), Map.of());

    public Resources {
      requests = Map.copyOf(requireNonNullElse(requests, Map.of()));
      limits = Map.copyOf(requireNonNullElse(limits, Map.of()));
    }
  }

  /// As a pod's toleration.
  public record Toleration(
      @JsonPropertyDescription("The taint's key; without it, every taint.") @Nullable String key,
      @JsonPropertyDescription("How value is compared; without it, Equal.")
          @Nullable Operator operator,
      @JsonPropertyDescription("The taint's value, for Equal.") @Nullable String value,
      @JsonPropertyDescription("The taint's effect; without it, every effect.")
          @Nullable Effect effect,
      @JsonPropertyDescription(
              "How long NoExecute is put up with, in seconds; without it, for ever.")
          @Nullable Long tolerationSeconds) {

    /// How a taint's value is compared.
    public enum Operator {
      Equal,
      Exists
    }

    /// What a taint does.
    public enum Effect {
      NoSchedule,
      PreferNoSchedule,
      NoExecute
    }
  }
}
