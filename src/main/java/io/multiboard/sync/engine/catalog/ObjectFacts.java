package io.multiboard.sync.engine.catalog;

import io.multiboard.sync.postgres.Identifier;
import io.multiboard.sync.postgres.QualifiedName;
import java.util.Optional;

/// What every object has.
///
/// @param schema the schema's name; for objects that belong to a table (constraints, triggers, …)
///   the table's; empty for objects outside of schemas
/// @param owner the role's name; for objects that belong to a table the table's owner; empty text
///   where there is none
/// @param extension the name of the extension that the object is a member of
public record ObjectFacts(
    ObjectAddress address,
    String name,
    Optional<String> schema,
    String owner,
    Privileges privileges,
    Optional<String> extension) {
  /// The name as SQL, with its schema if it has one.
  public String sqlName() {
    return schema
        .map(within -> new QualifiedName(within, name).sql())
        .orElseGet(() -> Identifier.quote(name));
  }

  /// The name within its schema, for objects that have one.
  public QualifiedName qualifiedName() {
    return new QualifiedName(schema.orElseThrow(), name);
  }
}
