package io.multiboard.sync.engine.target;

import static io.multiboard.sync.postgres.Identifier.literal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// How a database compares, orders and encodes text.
///
/// @param encoding such as `UTF8`
/// @param provider as `pg_database.datlocprovider`: `c` libc, `i` ICU, `b` built in
/// @param locale of the providers other than libc
/// @param rules further rules of ICU
public record DatabaseLocale(
    String encoding,
    char provider,
    String collate,
    String characterType,
    Optional<String> locale,
    Optional<String> rules) {
  static DatabaseLocale read(ResultSet row) throws SQLException {
    return new DatabaseLocale(
        row.getString("encoding"),
        row.getString("provider").charAt(0),
        row.getString("collate"),
        row.getString("character_type"),
        Optional.ofNullable(row.getString("locale")),
        Optional.ofNullable(row.getString("rules")));
  }

  /// The same with another encoding.
  public DatabaseLocale withEncoding(String other) {
    return new DatabaseLocale(other, provider, collate, characterType, locale, rules);
  }

  /// The options of CREATE DATABASE. Those of providers other than libc are only written where one
  /// is used, so that servers before PostgreSQL 15 understand the rest.
  String options() {
    StringBuilder sql = new StringBuilder("ENCODING = ").append(literal(encoding));
    sql.append(" LC_COLLATE = ").append(literal(collate));
    sql.append(" LC_CTYPE = ").append(literal(characterType));
    switch (provider) {
      case 'i' -> sql.append(" LOCALE_PROVIDER = icu").append(locale(" ICU_LOCALE = "));
      case 'b' -> sql.append(" LOCALE_PROVIDER = builtin").append(locale(" BUILTIN_LOCALE = "));
      default -> {
        return sql.toString();
      }
    }
    rules.ifPresent(text -> sql.append(" ICU_RULES = ").append(literal(text)));
    return sql.toString();
  }

  private String locale(String option) {
    return locale.map(name -> option + literal(name)).orElse("");
  }
}
