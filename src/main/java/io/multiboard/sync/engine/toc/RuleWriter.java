package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.Firing;
import io.multiboard.sync.engine.catalog.Rule;
import io.multiboard.sync.engine.catalog.View;
import io.multiboard.sync.postgres.Identifier;
import java.util.List;

/// `CREATE RULE`; and the query of a view that was created as a dummy.
final class RuleWriter {
  private static final String REPLACE = "CREATE OR REPLACE VIEW ";

  private RuleWriter() {}

  static List<EntryText> entries(Rule rule, Writing writing) {
    if (!writing.isSeparate(rule.address())) {
      return List.of();
    }
    String drop =
        "DROP RULE %s ON %s;\n".formatted(Identifier.quote(rule.name()), Writing.relation(rule));
    String create = rule.definition() + "\n" + firing(rule);
    return List.of(
        writing
            .catalog()
            .find(rule.relation(), View.class)
            .filter(_ -> rule.viewQuery())
            .map(view ->
                entry(rule, ViewWriter.full(REPLACE, view), ViewWriter.dummy(REPLACE, view)))
            .orElseGet(() -> entry(rule, create, drop)));
  }

  private static String firing(Rule rule) {
    return rule.firing() == Firing.ORIGIN
        ? ""
        : "ALTER TABLE %s %s RULE %s;\n"
            .formatted(Writing.relation(rule), rule.firing().sql(), Identifier.quote(rule.name()));
  }

  private static EntryText entry(Rule rule, String create, String drop) {
    return EntryText.creating(EntryKind.RULE, Section.POST_DATA, rule.facts(), create, drop)
        .withTag(Writing.tag(rule));
  }
}
