package io.multiboard.sync.engine.catalog;

import java.sql.SQLException;
import java.util.List;

/// The arguments of a routine or aggregate, as SQL that the server printed.
///
/// @param types of the input arguments
/// @param full with names, modes and defaults, for CREATE
/// @param identity with names and modes, for all else
public record Signature(List<String> types, String full, String identity) {
  public Signature {
    types = List.copyOf(types);
  }

  static Signature from(CatalogRow row) throws SQLException {
    return new Signature(
        row.texts("argument_types"), row.text("arguments"), row.text("identity_arguments"));
  }

  /// The types alone, as archives' tags and GRANT show them.
  public String typeList() {
    return String.join(", ", types);
  }
}
