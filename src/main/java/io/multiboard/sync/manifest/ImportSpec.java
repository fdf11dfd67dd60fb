package io.multiboard.sync.manifest;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/// How a copy takes its target's place.
public record ImportSpec(
    @Default("Swap")
        @JsonPropertyDescription(
            "Swap: load beside the target, verify, then swap names in one transaction; the former database is the way back. InPlace: load into a target that cannot be renamed; so far only where it is empty.")
        Strategy strategy,
    @Default("2")
        @Min(1)
        @Max(64)
        @JsonPropertyDescription("Tables loaded at a time, and connections to the target.")
        Integer parallelism,
    @Default("Target")
        @JsonPropertyDescription(
            "Who owns the copy. Target: the target's owner. Source: the roles that own it in the source. None: the role that imports.")
        Ownership ownership,
    @Default("Target")
        @JsonPropertyDescription(
            "Who may use the copy. Target: who might use the target. Source: who may use the source. None: its owner alone.")
        Privileges privileges,
    @Default("Fail")
        @JsonPropertyDescription(
            "What to do about roles that the target's server lacks. Fail: refuse, naming them. CreateNoLogin: create them without login. Skip: leave out what names them.")
        MissingRoles missingRoles,
    @Default("Refuse")
        @JsonPropertyDescription(
            "What to do about objects that the target alone has. Refuse: name them and stop. Drop: they go with the former database.")
        TargetOnlyObjects targetOnlyObjects,
    @JsonPropertyDescription("The former database, for Swap.") Previous previous,
    @Size(max = 50)
        @JsonPropertyDescription(
            "Kinds of objects to go without where they cannot be reproduced, such as PUBLICATION. Otherwise such an object is an error that names it.")
        List<@Size(min = 1, max = 63) @Pattern("^[A-Z][A-Z ]*$") String> ignoreKinds) {

  public static final ImportSpec DEFAULTS =
      new ImportSpec(
          Strategy.Swap,
          2,
          Ownership.Target,
          Privileges.Target,
          MissingRoles.Fail,
          TargetOnlyObjects.Refuse,
          Previous.DEFAULTS,
          List.of());

  public ImportSpec {
    strategy = requireNonNullElse(strategy, Strategy.Swap);
    parallelism = requireNonNullElse(parallelism, 2);
    ownership = requireNonNullElse(ownership, Ownership.Target);
    privileges = requireNonNullElse(privileges, Privileges.Target);
    missingRoles = requireNonNullElse(missingRoles, MissingRoles.Fail);
    targetOnlyObjects = requireNonNullElse(targetOnlyObjects, TargetOnlyObjects.Refuse);
    previous = requireNonNullElse(previous, Previous.DEFAULTS);
    ignoreKinds = List.copyOf(requireNonNullElse(ignoreKinds, List.of()));
  }

  /// How the new data takes the place of the old.
  public enum Strategy {
    Swap,
    InPlace
  }

  /// To whom the copied objects belong.
  public enum Ownership {
    Target,
    Source,
    None
  }

  /// Who may use the copied objects.
  public enum Privileges {
    Target,
    Source,
    None
  }

  /// What to do about roles that the target's server has not.
  public enum MissingRoles {
    Fail,
    CreateNoLogin,
    Skip
  }

  /// What to do about objects that only the target has.
  public enum TargetOnlyObjects {
    Refuse,
    Drop
  }

  /// The way back.
  public record Previous(
      @Default("24h")
          @Size(min = 1, max = 40)
          @Pattern(Api.DURATION)
          @JsonPropertyDescription(
              "How long the former database is kept as the way back, such as 24h or 7d; 0 keeps none. The next swap ends it in any case.")
          String keepWithin) {

    public static final Previous DEFAULTS = new Previous("24h");

    public Previous {
      keepWithin = requireNonNullElse(keepWithin, "24h");
    }
  }
}
