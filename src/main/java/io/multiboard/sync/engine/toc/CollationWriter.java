package io.multiboard.sync.engine.toc;

import static io.multiboard.sync.postgres.Identifier.literal;

import io.multiboard.sync.engine.catalog.CollationObject;
import java.util.List;

/// `CREATE COLLATION`.
final class CollationWriter {
  private CollationWriter() {}

  static List<EntryText> entries(CollationObject collation, Writing writing) {
    String name = collation.facts().sqlName();
    String exact = collation.deterministic() ? "" : ", deterministic = false";
    return List.of(
        EntryText.creating(
            EntryKind.COLLATION,
            writing.section(),
            collation.facts(),
            "CREATE COLLATION " + name + " (" + provider(collation, exact) + ");\n",
            "DROP COLLATION " + name + ";\n"));
  }

  private static String provider(CollationObject collation, String exact) {
    return switch (collation.provider()) {
      case 'b' -> "provider = builtin" + exact + locale(collation);
      case 'i' -> "provider = icu" + exact + locale(collation) + rules(collation);
      default -> "provider = libc" + exact + locales(collation);
    };
  }

  private static String locale(CollationObject collation) {
    return ", locale = " + literal(collation.locale().orElse(""));
  }

  private static String rules(CollationObject collation) {
    return collation.rules().map(rules -> ", rules = " + literal(rules)).orElse("");
  }

  private static String locales(CollationObject collation) {
    String collate = literal(collation.collate().orElse(""));
    String characterType = literal(collation.characterType().orElse(""));
    return collate.equals(characterType)
        ? ", locale = " + collate
        : ", lc_collate = " + collate + ", lc_ctype = " + characterType;
  }
}
