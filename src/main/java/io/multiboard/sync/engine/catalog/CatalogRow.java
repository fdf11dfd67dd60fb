package io.multiboard.sync.engine.catalog;

import io.multiboard.sync.postgres.QualifiedName;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The current row of a catalog query, read by column names: `oid`, `name`, `schema`, `owner`,
/// `acl` and `default_acl` mean the same in every query. Not thread-safe.
final class CatalogRow {
  private final ResultSet row;
  private final Memberships memberships;

  CatalogRow(ResultSet row, Memberships memberships) {
    this.row = row;
    this.memberships = memberships;
  }

  /// The facts of an object without privileges.
  ObjectFacts facts(SystemCatalog catalog) throws SQLException {
    return facts(catalog.address(oid("oid")));
  }

  /// The facts of an object of any catalog, without privileges.
  ObjectFacts facts(ObjectAddress address) throws SQLException {
    return facts(address, Privileges.NONE);
  }

  /// The facts of an object with the columns `acl` and `default_acl`.
  ObjectFacts factsWithPrivileges(SystemCatalog catalog) throws SQLException {
    ObjectAddress address = catalog.address(oid("oid"));
    return facts(address, privileges(address));
  }

  /// The facts of what belongs to a relation and is a member of the extension that the relation is.
  ObjectFacts factsWithin(SystemCatalog catalog, ObjectAddress relation) throws SQLException {
    ObjectFacts facts = facts(catalog);
    return new ObjectFacts(
        facts.address(),
        facts.name(),
        facts.schema(),
        facts.owner(),
        facts.privileges(),
        facts.extension().or(() -> memberships.extensionOf(relation)));
  }

  private ObjectFacts facts(ObjectAddress address, Privileges privileges) throws SQLException {
    return new ObjectFacts(
        address,
        text("name"),
        optionalText("schema"),
        optionalText("owner").orElse(""),
        privileges,
        memberships.extensionOf(address));
  }

  /// The columns `acl` and `default_acl` of an object or of a column.
  Privileges privileges(ObjectAddress address) throws SQLException {
    return new Privileges(
        optionalTexts("acl"), texts("default_acl"), memberships.initialPrivileges(address));
  }

  String text(String column) throws SQLException {
    return optionalText(column)
        .orElseThrow(() -> new SQLException("the catalog column " + column + " is NULL", "XX000"));
  }

  Optional<String> optionalText(String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  /// A qualified name of two columns; empty where the second is NULL.
  Optional<QualifiedName> optionalName(String schema, String name) throws SQLException {
    Optional<String> second = optionalText(name);
    return second.isEmpty()
        ? Optional.empty()
        : Optional.of(new QualifiedName(text(schema), second.get()));
  }

  /// A `"char"` column.
  char letter(String column) throws SQLException {
    String text = text(column);
    return text.isEmpty() ? '\0' : text.charAt(0);
  }

  /// An OID; 0 where the column is NULL.
  long oid(String column) throws SQLException {
    return row.getLong(column);
  }

  /// A whole number; 0 where the column is NULL.
  int number(String column) throws SQLException {
    return row.getInt(column);
  }

  /// A large whole number; 0 where the column is NULL.
  long bigNumber(String column) throws SQLException {
    return row.getLong(column);
  }

  boolean flag(String column) throws SQLException {
    return row.getBoolean(column);
  }

  /// The elements of a `text[]`; none where the column is NULL.
  List<String> texts(String column) throws SQLException {
    return optionalTexts(column).orElse(List.of());
  }

  /// The elements of a `text[]`.
  Optional<List<String>> optionalTexts(String column) throws SQLException {
    Array array = row.getArray(column);
    return array == null
        ? Optional.empty()
        : Optional.of(Arrays.asList((String[]) array.getArray()));
  }

  /// The elements of an `int4[]`; none where the column is NULL.
  List<Integer> numbers(String column) throws SQLException {
    Array array = row.getArray(column);
    return array == null ? List.of() : Arrays.asList((Integer[]) array.getArray());
  }

  /// The elements of an `oid[]`; none where the column is NULL.
  List<Long> oids(String column) throws SQLException {
    Array array = row.getArray(column);
    return array == null ? List.of() : Arrays.asList((Long[]) array.getArray());
  }
}
