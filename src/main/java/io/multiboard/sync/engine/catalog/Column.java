package io.multiboard.sync.engine.catalog;

import io.multiboard.sync.postgres.QualifiedName;
import java.sql.SQLException;
import java.util.Optional;

/// A column of a table or of a view.
///
/// @param number as `attnum`, from 1
/// @param type as SQL, with its modifiers; empty text when the column is dropped
/// @param local whether the table declares it itself, inherited or not
/// @param collation unless it is the type's own
/// @param statistics the target of ANALYZE, -1 for the default
/// @param storage as `attstorage`
/// @param typeStorage the storage that the type has by default
/// @param options as SQL, such as `n_distinct=5`; empty text for none
/// @param privileges those of the column alone
public record Column(
    int number,
    String name,
    long typeOid,
    String type,
    boolean dropped,
    boolean local,
    Optional<NotNull> notNull,
    Optional<QualifiedName> collation,
    Identity identity,
    Generated generated,
    int statistics,
    char storage,
    char typeStorage,
    Compression compression,
    String options,
    Privileges privileges) {

  /// A NOT NULL constraint.
  ///
  /// @param address where a comment on it stands
  /// @param name empty before PostgreSQL 18, where it has none
  /// @param local whether the table declares it itself; before 18 not known and the same as the
  ///   column's
  /// @param valid false for NOT VALID, from 18
  public record NotNull(
      ObjectAddress address, String name, boolean noInherit, boolean local, boolean valid) {}

  /// Whether values come from a sequence of the column's own.
  public enum Identity {
    NONE,
    ALWAYS,
    BY_DEFAULT
  }

  /// Whether values are computed from other columns.
  public enum Generated {
    NONE,
    STORED,
    VIRTUAL
  }

  /// How long values are compressed.
  public enum Compression {
    DEFAULT,
    PGLZ,
    LZ4
  }

  static Column from(CatalogRow row) throws SQLException {
    ObjectAddress relation = SystemCatalog.RELATION.address(row.oid("relation"));
    int number = row.number("number");
    return new Column(
        number,
        row.text("name"),
        row.oid("type_oid"),
        row.text("type"),
        row.flag("dropped"),
        row.flag("local"),
        notNull(row),
        collation(row),
        identity(row.letter("identity")),
        generated(row.letter("generated")),
        row.number("statistics"),
        row.letter("storage"),
        row.letter("type_storage"),
        compression(row.letter("compression")),
        row.optionalText("options").orElse(""),
        row.privileges(relation.column(number)));
  }

  private static Optional<NotNull> notNull(CatalogRow row) throws SQLException {
    return row.flag("not_null")
        ? Optional.of(
            new NotNull(
                SystemCatalog.CONSTRAINT.address(row.oid("not_null_oid")),
                row.text("not_null_name"),
                row.flag("not_null_no_inherit"),
                row.flag("not_null_local"),
                row.flag("not_null_valid")))
        : Optional.empty();
  }

  private static Optional<QualifiedName> collation(CatalogRow row) throws SQLException {
    Optional<String> name = row.optionalText("collation");
    return name.isPresent()
        ? Optional.of(new QualifiedName(row.text("collation_schema"), name.get()))
        : Optional.empty();
  }

  private static Identity identity(char letter) {
    return switch (letter) {
      case 'a' -> Identity.ALWAYS;
      case 'd' -> Identity.BY_DEFAULT;
      default -> Identity.NONE;
    };
  }

  private static Generated generated(char letter) {
    return switch (letter) {
      case 's' -> Generated.STORED;
      case 'v' -> Generated.VIRTUAL;
      default -> Generated.NONE;
    };
  }

  private static Compression compression(char letter) {
    return switch (letter) {
      case 'p' -> Compression.PGLZ;
      case 'l' -> Compression.LZ4;
      default -> Compression.DEFAULT;
    };
  }
}
