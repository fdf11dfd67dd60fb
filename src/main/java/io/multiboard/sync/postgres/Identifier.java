package io.multiboard.sync.postgres;

import java.util.Set;

/// Quoting of names and of literals, as `fmtId` and `appendStringLiteral` of PostgreSQL do it: a
/// name is quoted unless it is a plain lower-case word that no release reserves, so the text equals
/// pg_dump's and is safe wherever a name may stand. Thread-safe.
public final class Identifier {
  /// Key words of PostgreSQL 13 to 18 that are not unreserved (`pg_get_keywords()`, `catcode <>
  /// 'U'`).
  private static final Set<String> KEY_WORDS =
      Set.of(
          """
          all analyse analyze and any array as asc asymmetric authorization between bigint binary bit
          boolean both case cast char character check coalesce collate collation column concurrently
          constraint create cross current_catalog current_date current_role current_schema
          current_time current_timestamp current_user dec decimal default deferrable desc distinct do
          else end except exists extract false fetch float for foreign freeze from full grant greatest
          group grouping having ilike in initially inner inout int integer intersect interval into is
          isnull join json json_array json_arrayagg json_exists json_object json_objectagg json_query
          json_scalar json_serialize json_table json_value lateral leading least left like limit
          localtime localtimestamp merge_action national natural nchar none normalize not notnull null
          nullif numeric offset on only or order out outer overlaps overlay placing position precision
          primary real references returning right row select session_user setof similar smallint some
          substring symmetric system_user table tablesample then time timestamp to trailing treat trim
          true union unique user using values varchar variadic verbose when where window with
          xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot
          xmlserialize xmltable\
          """
              .split("\\s+"));

  private Identifier() {}

  /// The name as SQL, quoted where it must be. Refuses what cannot be a name.
  public static String quote(String name) {
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("not a PostgreSQL name: it is empty or holds a zero byte");
    }
    return isPlain(name) ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  /// A string literal for a session with `standard_conforming_strings` on, which every session of
  /// ours sets: only quotes are doubled. The same text as pg_dump writes.
  public static String literal(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a PostgreSQL string cannot hold a zero byte");
    }
    return "'" + text.replace("'", "''") + "'";
  }

  private static boolean isPlain(String name) {
    for (int at = 0; at < name.length(); at++) {
      char letter = name.charAt(at);
      boolean word = letter == '_' || (letter >= 'a' && letter <= 'z');
      if (!word && !(at > 0 && letter >= '0' && letter <= '9')) {
        return false;
      }
    }
    return !KEY_WORDS.contains(name);
  }
}
