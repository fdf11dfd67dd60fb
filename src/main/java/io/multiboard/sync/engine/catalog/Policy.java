package io.multiboard.sync.engine.catalog;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// A policy of row security.
///
/// @param roles whom it is for; none for everybody
/// @param using which rows are seen, as SQL
/// @param withCheck which rows may be written, as SQL
public record Policy(
    ObjectFacts facts,
    ObjectAddress relation,
    String relationName,
    Command command,
    boolean permissive,
    List<String> roles,
    Optional<String> using,
    Optional<String> withCheck)
    implements TablePart {
  public Policy {
    roles = List.copyOf(roles);
  }

  /// The commands that it is about.
  public enum Command {
    ALL,
    SELECT,
    INSERT,
    UPDATE,
    DELETE
  }

  /// A policy that a user adds to a table of an extension is the user's, so membership is its own.
  static Policy from(CatalogRow row) throws SQLException {
    return new Policy(
        row.facts(SystemCatalog.POLICY),
        SystemCatalog.RELATION.address(row.oid("relation")),
        row.text("relation_name"),
        command(row.letter("command")),
        row.flag("permissive"),
        row.texts("roles"),
        row.optionalText("using"),
        row.optionalText("with_check"));
  }

  private static Command command(char letter) {
    return switch (letter) {
      case 'r' -> Command.SELECT;
      case 'a' -> Command.INSERT;
      case 'w' -> Command.UPDATE;
      case 'd' -> Command.DELETE;
      default -> Command.ALL;
    };
  }
}
