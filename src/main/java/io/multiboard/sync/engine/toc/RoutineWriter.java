package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.Routine;
import io.multiboard.sync.engine.catalog.Signature;
import io.multiboard.sync.postgres.Identifier;
import io.multiboard.sync.postgres.SettingText;
import java.util.List;
import java.util.stream.Collectors;

/// `CREATE FUNCTION` and `CREATE PROCEDURE`.
final class RoutineWriter {
  private RoutineWriter() {}

  static List<EntryText> entries(Routine routine, Writing writing) {
    String keyword = kind(routine).text();
    String name = routine.facts().sqlName();
    String identity = name + "(" + routine.signature().identity() + ")";
    StringBuilder sql = new StringBuilder("CREATE ").append(keyword).append(' ').append(name);
    sql.append('(').append(routine.signature().full()).append(')');
    routine.result().ifPresent(result -> sql.append(" RETURNS ").append(result));
    sql.append("\n    LANGUAGE ").append(Identifier.quote(routine.language()));
    sql.append(transforms(routine)).append(RoutineTraits.text(routine));
    for (String setting : routine.settings()) {
      SettingText.clause(setting).ifPresent(clause -> sql.append("\n    ").append(clause));
    }
    sql.append("\n    ").append(body(routine.body())).append(";\n");
    sql.append(writing.extensions(routine.address(), keyword + " " + identity));
    return List.of(
        EntryText.creating(
                kind(routine),
                writing.section(),
                routine.facts(),
                sql.toString(),
                "DROP " + keyword + " " + identity + ";\n")
            .withTag(tag(routine.name(), routine.signature())));
  }

  private static EntryKind kind(Routine routine) {
    return switch (routine.kind()) {
      case PROCEDURE -> EntryKind.PROCEDURE;
      case FUNCTION, WINDOW_FUNCTION -> EntryKind.FUNCTION;
    };
  }

  private static String tag(String name, Signature signature) {
    return name + "(" + signature.typeList() + ")";
  }

  private static String transforms(Routine routine) {
    if (routine.transformTypes().isEmpty()) {
      return "";
    }
    return routine.transformTypes().stream()
        .map(type -> "FOR TYPE " + type)
        .collect(Collectors.joining(", ", " TRANSFORM ", ""));
  }

  private static String body(Routine.Body body) {
    return switch (body) {
      case Routine.Body.Sql(String text) -> text;
      case Routine.Body.Source(String text) -> "AS " + DollarQuote.literal(text);
      case Routine.Body.Library(String file, String symbol) ->
          "AS " + Identifier.literal(file) + (symbol.isEmpty() ? "" : ", " + symbol(symbol));
    };
  }

  private static String symbol(String symbol) {
    boolean plain = symbol.indexOf('\'') < 0 && symbol.indexOf('\\') < 0;
    return plain ? Identifier.literal(symbol) : DollarQuote.literal(symbol);
  }
}
