package io.multiboard.sync.engine.toc;

import static io.multiboard.sync.postgres.Identifier.literal;

import io.multiboard.sync.engine.catalog.Catalog;
import io.multiboard.sync.engine.catalog.DatabaseFacts;
import io.multiboard.sync.engine.catalog.GrantKind;
import io.multiboard.sync.engine.catalog.ObjectFacts;
import io.multiboard.sync.postgres.Identifier;
import io.multiboard.sync.postgres.SettingText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `CREATE DATABASE`, which readers run only when they are told to create the database.
final class DatabaseWriter {
  private static final int NO_LIMIT = -1;

  private DatabaseWriter() {}

  /// The draft of the entries; nothing is sorted by it.
  static Draft draft(DatabaseFacts database) {
    ObjectFacts facts = database.facts();
    SortPlace place = new SortPlace(SortPriority.SCHEMA, "", facts.name(), "", 0);
    return new Draft(
        DraftKey.object(facts.address()),
        place,
        Optional.empty(),
        Section.PRE_DATA,
        Optional.empty(),
        Set.of());
  }

  /// What creates the database, its comment, its privileges and its settings.
  static List<EntryText> entries(Catalog catalog) {
    DatabaseFacts database = catalog.database();
    ObjectFacts facts = database.facts();
    String name = Identifier.quote(facts.name());
    CommentTarget target = new CommentTarget(facts.address(), "DATABASE", name);
    List<EntryText> entries = new ArrayList<>();
    entries.add(entry(database));
    catalog
        .comment(facts.address())
        .filter(comment -> !comment.isEmpty())
        .map(comment -> Comments.entry(facts, target, comment))
        .ifPresent(entries::add);
    AclEntry.of(facts, facts.privileges(), GrantKind.DATABASE, name, database.server())
        .ifPresent(entries::add);
    entries.addAll(properties(database, name));
    return entries;
  }

  private static List<EntryText> properties(DatabaseFacts database, String name) {
    StringBuilder sql = new StringBuilder();
    String alter = "ALTER DATABASE " + name + " ";
    if (database.connectionLimit() != NO_LIMIT) {
      sql.append(alter).append("CONNECTION LIMIT = ").append(database.connectionLimit());
      sql.append(";\n");
    }
    if (database.template()) {
      sql.append(alter).append("IS_TEMPLATE = true;\n");
    }
    for (String setting : database.settings()) {
      SettingText.clause(setting)
          .ifPresent(clause -> sql.append(alter).append(clause).append(";\n"));
    }
    for (DatabaseFacts.RoleSetting setting : database.roleSettings()) {
      String role = "ALTER ROLE " + Identifier.quote(setting.role()) + " IN DATABASE " + name + " ";
      SettingText.clause(setting.setting())
          .ifPresent(clause -> sql.append(role).append(clause).append(";\n"));
    }
    if (sql.isEmpty()) {
      return List.of();
    }
    // A template cannot be dropped before it is none any more.
    String drop =
        database.template()
            ? "UPDATE pg_catalog.pg_database SET datistemplate = false WHERE datname = "
                + literal(database.facts().name())
                + ";\n"
            : "";
    return List.of(
        EntryText.creating(
                EntryKind.DATABASE_PROPERTIES,
                Section.PRE_DATA,
                database.facts(),
                sql.toString(),
                drop)
            .withNeeds(new Needs.OwnObjectAnd(List.of())));
  }

  private static EntryText entry(DatabaseFacts database) {
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
        "DROP DATABASE " + name + ";\n");
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
