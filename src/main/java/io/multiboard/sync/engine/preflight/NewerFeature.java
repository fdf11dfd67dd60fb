package io.multiboard.sync.engine.preflight;

import io.multiboard.sync.engine.restore.SqlToken;
import io.multiboard.sync.engine.toc.EntryKind;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Something that definitions may hold from a release of PostgreSQL on. Pure. Source: the release
/// notes of PostgreSQL 14 to 18 and what their pg_dump writes.
///
/// @param name as a person calls it, in the plural
/// @param since the first major version that understands it
/// @param kinds the entries that may hold it; empty: any
record NewerFeature(String name, int since, Set<EntryKind> kinds, Sign sign) {
  /// How it is told in the tokens of a definition.
  @FunctionalInterface
  interface Sign {
    boolean isAt(List<SqlToken> tokens, int at);
  }

  private static final Set<EntryKind> TABLES = Set.of(EntryKind.TABLE, EntryKind.FOREIGN_TABLE);
  private static final Set<EntryKind> CONSTRAINTS =
      Set.of(
          EntryKind.TABLE,
          EntryKind.FOREIGN_TABLE,
          EntryKind.DOMAIN,
          EntryKind.CONSTRAINT,
          EntryKind.CHECK_CONSTRAINT,
          EntryKind.FK_CONSTRAINT);
  private static final Set<EntryKind> ROUTINES = Set.of(EntryKind.FUNCTION, EntryKind.PROCEDURE);
  private static final Set<EntryKind> GRANTS = Set.of(EntryKind.ACL, EntryKind.DEFAULT_ACL);

  static final List<NewerFeature> ALL =
      List.of(
          new NewerFeature("virtual generated columns", 18, TABLES, NewerFeature::isVirtual),
          new NewerFeature(
              "constraints that are NOT ENFORCED", 18, CONSTRAINTS, outside("NOT", "ENFORCED")),
          new NewerFeature(
              "keys WITHOUT OVERLAPS",
              18,
              Set.of(EntryKind.TABLE, EntryKind.CONSTRAINT),
              phrase("WITHOUT", "OVERLAPS")),
          new NewerFeature(
              "foreign keys over a PERIOD",
              18,
              Set.of(EntryKind.FK_CONSTRAINT),
              NewerFeature::isPeriod),
          new NewerFeature(
              "NOT NULL constraints of their own",
              18,
              Set.of(EntryKind.TABLE, EntryKind.FOREIGN_TABLE, EntryKind.CONSTRAINT),
              NewerFeature::isNotNullConstraint),
          new NewerFeature(
              "default privileges for large objects",
              18,
              Set.of(EntryKind.DEFAULT_ACL),
              phrase("ON", "LARGE", "OBJECTS")),
          new NewerFeature("the privilege MAINTAIN", 17, GRANTS, NewerFeature::isMaintain),
          new NewerFeature(
              "collations of the provider builtin",
              17,
              Set.of(EntryKind.COLLATION),
              phrase("provider", "=", "builtin")),
          new NewerFeature(
              "this SQL/JSON function",
              17,
              Set.of(),
              call(
                  Set.of(
                      "JSON_TABLE",
                      "JSON_VALUE",
                      "JSON_QUERY",
                      "JSON_EXISTS",
                      "JSON_SCALAR",
                      "JSON_SERIALIZE"))),
          new NewerFeature(
              "this SQL/JSON function",
              16,
              Set.of(),
              call(Set.of("JSON_ARRAY", "JSON_ARRAYAGG", "JSON_OBJECTAGG"))),
          new NewerFeature(
              "IS JSON", 16, Set.of(), phrase("IS", "JSON").or(phrase("IS", "NOT", "JSON"))),
          new NewerFeature(
              "collations with rules", 16, Set.of(EntryKind.COLLATION), phrase("rules", "=")),
          new NewerFeature(
              "NULLS NOT DISTINCT",
              15,
              Set.of(EntryKind.TABLE, EntryKind.CONSTRAINT, EntryKind.INDEX),
              phrase("NULLS", "NOT", "DISTINCT")),
          new NewerFeature(
              "foreign keys that set some columns only",
              15,
              Set.of(EntryKind.FK_CONSTRAINT),
              phrase("SET", "NULL", "(").or(phrase("SET", "DEFAULT", "("))),
          new NewerFeature(
              "views with security_invoker",
              15,
              Set.of(EntryKind.VIEW),
              phrase("security_invoker", "=")),
          new NewerFeature("MERGE", 15, ROUTINES, phrase("MERGE", "INTO")),
          new NewerFeature(
              "publications of schemas",
              15,
              Set.of(EntryKind.PUBLICATION_TABLES_IN_SCHEMA),
              phrase("TABLES", "IN", "SCHEMA")),
          new NewerFeature("SQL routines that are parsed beforehand", 14, ROUTINES, sqlBody()),
          new NewerFeature(
              "the compression of columns", 14, Set.of(), phrase("SET", "COMPRESSION")),
          new NewerFeature(
              "multiranges", 14, Set.of(EntryKind.TYPE), phrase("multirange_type_name", "=")),
          new NewerFeature(
              "subscripts of types", 14, Set.of(EntryKind.TYPE), phrase("SUBSCRIPT", "=")),
          new NewerFeature(
              "statistics on expressions",
              14,
              Set.of(EntryKind.STATISTICS),
              NewerFeature::isExpressionOfStatistics));

  boolean isIn(EntryKind kind, List<SqlToken> tokens) {
    return (kinds.isEmpty() || kinds.contains(kind))
        && IntStream.range(0, tokens.size()).anyMatch(at -> sign.isAt(tokens, at));
  }

  /// Key words in a row; names in quotes and strings are none.
  private static Phrase phrase(String... words) {
    return new Phrase(List.of(List.of(words)), Integer.MAX_VALUE);
  }

  /// The same outside of expressions, which stand in parentheses of their own.
  private static Sign outside(String... words) {
    return new Phrase(List.of(List.of(words)), 1);
  }

  /// @param deepest in how many parentheses it may stand
  private record Phrase(List<List<String>> alternatives, int deepest) implements Sign {
    Phrase or(Phrase other) {
      return new Phrase(List.of(alternatives.getFirst(), other.alternatives.getFirst()), deepest);
    }

    @Override
    public boolean isAt(List<SqlToken> tokens, int at) {
      return alternatives.stream().anyMatch(words -> words(tokens, at, words))
          && (deepest == Integer.MAX_VALUE || depth(tokens, at) <= deepest);
    }
  }

  private static boolean words(List<SqlToken> tokens, int at, List<String> words) {
    return at + words.size() <= tokens.size()
        && IntStream.range(0, words.size()).allMatch(i -> tokens.get(at + i).is(words.get(i)));
  }

  private static boolean words(List<SqlToken> tokens, int at, String... words) {
    return at >= 0 && words(tokens, at, List.of(words));
  }

  private static int depth(List<SqlToken> tokens, int at) {
    return tokens.subList(0, at).stream()
        .mapToInt(token -> token.is("(") ? 1 : token.is(")") ? -1 : 0)
        .sum();
  }

  /// A function of the server's own, not one of that name in a schema.
  private static Sign call(Set<String> names) {
    return (tokens, at) ->
        names.stream().anyMatch(name -> words(tokens, at, name, "("))
            && !words(tokens, at - 1, ".");
  }

  /// Other bodies stand in quotes.
  private static Sign sqlBody() {
    return (tokens, at) ->
        words(tokens, at, "BEGIN", "ATOMIC")
            || (tokens.get(at).is("RETURN") && depth(tokens, at) == 0);
  }

  private static boolean isVirtual(List<SqlToken> tokens, int at) {
    if (!words(tokens, at, "GENERATED", "ALWAYS", "AS", "(")) {
      return false;
    }
    int end = at + 4;
    for (int open = 1; open > 0 && end < tokens.size(); end++) {
      open += tokens.get(end).is("(") ? 1 : tokens.get(end).is(")") ? -1 : 0;
    }
    return !words(tokens, end, "STORED");
  }

  private static boolean isPeriod(List<SqlToken> tokens, int at) {
    return tokens.get(at).is("PERIOD")
        && !words(tokens, at + 1, ",")
        && !words(tokens, at + 1, ")")
        && (words(tokens, at - 1, "(") || words(tokens, at - 1, ","));
  }

  /// Those of a column stand behind it, and older releases read them, with a name too.
  private static boolean isNotNullConstraint(List<SqlToken> tokens, int at) {
    boolean inherits = !words(tokens, at, "NOT", "NULL", "NO", "INHERIT");
    boolean ofTable =
        words(tokens, at, "CONSTRAINT")
            && words(tokens, at + 2, "NOT", "NULL")
            && depth(tokens, at) <= 1
            && (words(tokens, at - 1, "(")
                || words(tokens, at - 1, ",")
                || words(tokens, at - 1, "ADD"));
    return !inherits || ofTable;
  }

  private static boolean isMaintain(List<SqlToken> tokens, int at) {
    return tokens.get(at).is("MAINTAIN")
        && statementUntil(tokens, at).stream().noneMatch(token -> token.is("ON") || token.is("TO"));
  }

  private static List<SqlToken> statementUntil(List<SqlToken> tokens, int at) {
    int start = at;
    while (start > 0 && !tokens.get(start - 1).is(";")) {
      start--;
    }
    return tokens.subList(start, at);
  }

  private static boolean isExpressionOfStatistics(List<SqlToken> tokens, int at) {
    return tokens.get(at).is("(")
        && depth(tokens, at) == 0
        && (words(tokens, at - 1, "ON") || words(tokens, at - 1, ","));
  }
}
