package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.Routine;
import java.util.Set;

/// The words of CREATE FUNCTION that tell how a routine behaves; what is the default is left out.
final class RoutineTraits {
  private static final Set<String> COMPILED = Set.of("c", "internal");
  private static final String DEFAULT_ROWS = "1000";

  private RoutineTraits() {}

  static String text(Routine routine) {
    Routine.Traits traits = routine.traits();
    StringBuilder sql = new StringBuilder();
    sql.append(routine.kind() == Routine.Kind.WINDOW_FUNCTION ? " WINDOW" : "");
    sql.append(volatility(traits.volatility()));
    sql.append(traits.strict() ? " STRICT" : "");
    sql.append(traits.securityDefiner() ? " SECURITY DEFINER" : "");
    sql.append(traits.leakproof() ? " LEAKPROOF" : "");
    sql.append(cost(routine)).append(rows(traits));
    traits.support().ifPresent(function -> sql.append(" SUPPORT ").append(function));
    return sql.append(parallel(traits.parallel())).toString();
  }

  private static String volatility(char letter) {
    return switch (letter) {
      case 'i' -> " IMMUTABLE";
      case 's' -> " STABLE";
      default -> "";
    };
  }

  private static String cost(Routine routine) {
    String cost = routine.traits().cost();
    String usual = COMPILED.contains(routine.language()) ? "1" : "100";
    return cost.equals("0") || cost.equals(usual) ? "" : " COST " + cost;
  }

  private static String rows(Routine.Traits traits) {
    boolean told =
        traits.returnsSet() && !traits.rows().equals("0") && !traits.rows().equals(DEFAULT_ROWS);
    return told ? " ROWS " + traits.rows() : "";
  }

  private static String parallel(char letter) {
    return switch (letter) {
      case 's' -> " PARALLEL SAFE";
      case 'r' -> " PARALLEL RESTRICTED";
      default -> "";
    };
  }
}
