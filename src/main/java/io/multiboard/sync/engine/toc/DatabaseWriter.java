package io.multiboard.sync.engine.toc;

import static io.multiboard.sync.postgres.Identifier.literal;

import io.multiboard.sync.engine.catalog.DatabaseFacts;
import io.multiboard.sync.postgres.Identifier;
import java.util.List;

/// `CREATE DATABASE`, which readers run only when they are told to create the database.
final class DatabaseWriter {
  private DatabaseWriter() {}

  static EntryText entry(DatabaseFacts database) {
    String name = database.facts().sqlName();
    StringBuilder sql = new StringBuilder("CREATE DATABASE ").append(name);
    sql.append(" WITH TEMPLATE = template0 ENCODING = ").append(literal(database.encoding()));
    sql.append(locale(database));
    if (!database.tablespace().equals("pg_default")) {
      sql.append(" TABLESPACE = ").append(Identifier.quote(database.tablespace()));
    }
    return EntryText.creating(
            EntryKind.DATABASE,
            Section.PRE_DATA,
            database.facts(),
            sql.append(";\n").toString(),
            "DROP DATABASE " + name + ";\n")
        .withNeeds(new Needs.Only(List.of()));
  }

  private static String locale(DatabaseFacts database) {
    StringBuilder sql = new StringBuilder(" LOCALE_PROVIDER = ").append(provider(database));
    if (database.collate().equals(database.characterType())) {
      sql.append(" LOCALE = ").append(literal(database.collate()));
    } else {
      sql.append(" LC_COLLATE = ").append(literal(database.collate()));
      sql.append(" LC_CTYPE = ").append(literal(database.characterType()));
    }
    if (!database.locale().isEmpty()) {
      String option = database.localeProvider() == 'b' ? " BUILTIN_LOCALE = " : " ICU_LOCALE = ";
      sql.append(option).append(literal(database.locale()));
    }
    if (!database.icuRules().isEmpty()) {
      sql.append(" ICU_RULES = ").append(literal(database.icuRules()));
    }
    return sql.toString();
  }

  private static String provider(DatabaseFacts database) {
    return switch (database.localeProvider()) {
      case 'b' -> "builtin";
      case 'i' -> "icu";
      default -> "libc";
    };
  }
}
