package io.multiboard.sync.engine.catalog;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Where and how the rows of a relation are stored.
///
/// @param options as in `reloptions`: `name=value` each
/// @param toastOptions those of the TOAST table
/// @param tablespace empty for the database's default
/// @param accessMethod empty where the relation stores nothing itself
public record StorageOptions(
    List<String> options,
    List<String> toastOptions,
    Optional<String> tablespace,
    Optional<String> accessMethod) {
  public StorageOptions {
    options = List.copyOf(options);
    toastOptions = List.copyOf(toastOptions);
  }

  static StorageOptions from(CatalogRow row) throws SQLException {
    return new StorageOptions(
        row.texts("options"),
        row.texts("toast_options"),
        row.optionalText("tablespace"),
        row.optionalText("access_method"));
  }
}
