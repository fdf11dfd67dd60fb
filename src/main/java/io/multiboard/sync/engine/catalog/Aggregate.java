package io.multiboard.sync.engine.catalog;

import java.sql.SQLException;
import java.util.Optional;

/// An aggregate (`pg_aggregate` with its `pg_proc`). Functions, types and operators are SQL text.
///
/// @param kind `n` normal, `o` ordered-set, `h` hypothetical-set
/// @param plain how it aggregates
/// @param moving how it aggregates in a moving window, where it has a way of its own
/// @param combine joins two states; parallel aggregation needs it
/// @param parallel `s` safe, `r` restricted, `u` unsafe
public record Aggregate(
    ObjectFacts facts,
    char kind,
    Signature signature,
    Mode plain,
    Optional<Moving> moving,
    Optional<String> combine,
    Optional<String> serialize,
    Optional<String> deserialize,
    Optional<String> sortOperator,
    char parallel)
    implements CatalogObject {
  /// A way of aggregating.
  ///
  /// @param stateSpace the estimated bytes of the state; 0: the planner's guess
  public record Mode(
      String transition,
      String stateType,
      int stateSpace,
      Optional<String> initialState,
      Optional<Final> last) {}

  /// The function that makes the result of the state.
  ///
  /// @param extra whether it takes the aggregated arguments too
  /// @param modify `r` read only, `s` shareable, `w` read write
  public record Final(String function, boolean extra, char modify) {}

  /// The way for moving windows.
  ///
  /// @param inverse takes a row out of the state
  public record Moving(Mode mode, String inverse) {}

  static Aggregate from(CatalogRow row) throws SQLException {
    return new Aggregate(
        row.factsWithPrivileges(SystemCatalog.ROUTINE),
        row.letter("kind"),
        Signature.from(row),
        mode(row, row.text("transition"), ""),
        moving(row),
        row.optionalText("combine"),
        row.optionalText("serialize"),
        row.optionalText("deserialize"),
        row.optionalText("sort_operator"),
        row.letter("parallel"));
  }

  private static Optional<Moving> moving(CatalogRow row) throws SQLException {
    Optional<String> transition = row.optionalText("moving_transition");
    return transition.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Moving(mode(row, transition.get(), "moving_"), row.text("moving_inverse")));
  }

  private static Mode mode(CatalogRow row, String transition, String prefix) throws SQLException {
    Optional<String> function = row.optionalText(prefix + "final");
    boolean extra = row.flag(prefix + "final_extra");
    char modify = row.letter(prefix + "final_modify");
    return new Mode(
        transition,
        row.text(prefix + "state_type"),
        row.number(prefix + "state_space"),
        row.optionalText(prefix + "initial_state"),
        function.map(name -> new Final(name, extra, modify)));
  }
}
