package io.multiboard.sync.engine.catalog;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An object that initdb or an extension's script creates on the target, and whose privileges were
/// changed on the source.
///
/// @param parts the privileges of the object itself, of its columns, or of both, in that order
public record PresetObject(ObjectFacts facts, List<Part> parts) implements CatalogObject {
  public PresetObject {
    parts = List.copyOf(parts);
  }

  /// The object or a column of it.
  ///
  /// @param arguments of a routine or aggregate, as SQL
  /// @param column unquoted, for privileges of a column
  public record Part(
      GrantKind kind, Optional<String> arguments, Optional<String> column, Privileges privileges) {
    static Part from(CatalogRow row, ObjectAddress address) throws SQLException {
      return new Part(
          GrantKind.valueOf(row.text("kind")),
          row.optionalText("arguments"),
          row.optionalText("column_name"),
          row.privileges(address.column(row.number("sub_id"))));
    }
  }

  static PresetObject from(CatalogRow row) throws SQLException {
    ObjectAddress address = new ObjectAddress(row.oid("class"), row.oid("oid"), 0);
    return new PresetObject(row.facts(address), List.of(Part.from(row, address)));
  }

  /// Brings together the rows of each object.
  static List<PresetObject> merged(List<PresetObject> rows) {
    List<PresetObject> merged = new ArrayList<>();
    for (PresetObject row : rows) {
      if (!merged.isEmpty() && merged.getLast().address().equals(row.address())) {
        List<Part> parts = new ArrayList<>(merged.removeLast().parts());
        parts.addAll(row.parts());
        merged.add(new PresetObject(row.facts(), parts));
      } else {
        merged.add(row);
      }
    }
    return merged;
  }
}
