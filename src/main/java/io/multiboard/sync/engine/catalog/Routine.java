package io.multiboard.sync.engine.catalog;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// A function, window function or procedure (`pg_proc`, prokind `f`, `w` or `p`).
///
/// @param result as SQL; empty for procedures
/// @param settings `name=value` texts of the SET clauses, list values already quoted
public record Routine(
    ObjectFacts facts,
    Kind kind,
    Signature signature,
    Optional<String> result,
    String language,
    List<String> transformTypes,
    Traits traits,
    List<String> settings,
    Body body)
    implements CatalogObject {
  public Routine {
    transformTypes = List.copyOf(transformTypes);
    settings = List.copyOf(settings);
  }

  /// What kind of routine.
  public enum Kind {
    FUNCTION,
    WINDOW_FUNCTION,
    PROCEDURE
  }

  /// How it behaves, as letters and numbers of the catalog.
  ///
  /// @param volatility `i` immutable, `s` stable, `v` volatile
  /// @param cost as text
  /// @param rows as text, `0` where it returns no set
  /// @param support the planner's support function, as SQL
  /// @param parallel `s` safe, `r` restricted, `u` unsafe
  public record Traits(
      char volatility,
      boolean strict,
      boolean securityDefiner,
      boolean leakproof,
      String cost,
      boolean returnsSet,
      String rows,
      Optional<String> support,
      char parallel) {
    static Traits from(CatalogRow row) throws SQLException {
      return new Traits(
          row.letter("volatility"),
          row.flag("strict"),
          row.flag("security_definer"),
          row.flag("leakproof"),
          row.text("cost"),
          row.flag("returns_set"),
          row.text("rows"),
          row.optionalText("support"),
          row.letter("parallel"));
    }
  }

  /// What it does.
  public sealed interface Body {
    /// SQL that the server parsed when the routine was created: `BEGIN ATOMIC …` or `RETURN …`.
    record Sql(String text) implements Body {}

    /// Text for the language's interpreter.
    record Source(String text) implements Body {}

    /// A function in a library.
    record Library(String file, String symbol) implements Body {}
  }

  static Routine from(CatalogRow row) throws SQLException {
    return new Routine(
        row.factsWithPrivileges(SystemCatalog.ROUTINE),
        kind(row.letter("kind")),
        Signature.from(row),
        row.optionalText("result"),
        row.text("language"),
        row.texts("transform_types"),
        Traits.from(row),
        row.texts("settings"),
        body(row));
  }

  private static Kind kind(char letter) {
    return switch (letter) {
      case 'p' -> Kind.PROCEDURE;
      case 'w' -> Kind.WINDOW_FUNCTION;
      default -> Kind.FUNCTION;
    };
  }

  private static Body body(CatalogRow row) throws SQLException {
    Optional<String> sql = row.optionalText("sql_body");
    if (sql.isPresent()) {
      return new Body.Sql(sql.get());
    }
    String source = row.text("source");
    return row.optionalText("library")
        .filter(file -> !file.isEmpty())
        .<Body>map(file -> new Body.Library(file, source))
        .orElseGet(() -> new Body.Source(source));
  }
}
