package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.GrantKind;
import io.multiboard.sync.engine.catalog.ObjectFacts;
import io.multiboard.sync.engine.catalog.Privileges;
import io.multiboard.sync.engine.catalog.Schema;
import io.multiboard.sync.postgres.Identifier;
import java.util.List;

/// `CREATE SCHEMA`. The schema `public` is in every new database already: its entry only tells its
/// owner, and there is none where that is the usual one, from PostgreSQL 15 on `pg_database_owner`.
final class SchemaWriter {
  private static final String USUAL_OWNER = "pg_database_owner";

  private SchemaWriter() {}

  static List<EntryText> entries(Schema schema, Writing writing) {
    if (!schema.isPublic()) {
      String name = schema.facts().sqlName();
      return List.of(entry(schema, writing, "CREATE SCHEMA " + name, "DROP SCHEMA " + name));
    }
    return schema.facts().owner().equals(USUAL_OWNER)
        ? List.of()
        : List.of(
            entry(
                schema,
                writing,
                "-- *not* creating schema, since initdb creates it",
                "-- *not* dropping schema, since initdb creates it"));
  }

  private static EntryText entry(Schema schema, Writing writing, String create, String drop) {
    String end = create.startsWith("--") ? "\n" : ";\n";
    return EntryText.creating(
        EntryKind.SCHEMA, writing.section(), schema.facts(), create + end, drop + end);
  }

  /// The privileges of a schema. What `public` has on a fresh target is what initdb of PostgreSQL
  /// 15 and newer gives it, whatever the source's initdb gave.
  static Privileges privileges(Schema schema) {
    ObjectFacts facts = schema.facts();
    if (!schema.isPublic()) {
      return facts.privileges();
    }
    String owner = AclItem.quoted(facts.owner());
    return facts.privileges().startingFrom(List.of(owner + "=UC/" + owner, "=U/" + owner));
  }

  static List<EntryText> grants(Schema schema, Writing writing) {
    return AclEntry.of(
            schema.facts(),
            privileges(schema),
            GrantKind.SCHEMA,
            Identifier.quote(schema.name()),
            writing.server())
        .stream()
        .toList();
  }
}
