package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.Firing;
import io.multiboard.sync.engine.catalog.Trigger;
import io.multiboard.sync.postgres.Identifier;
import java.util.List;

/// `CREATE TRIGGER`, and when it fires.
final class TriggerWriter {
  private TriggerWriter() {}

  static List<EntryText> entries(Trigger trigger, Writing writing) {
    String name = Identifier.quote(trigger.name());
    String table = Writing.relation(trigger);
    String firing =
        "\nALTER TABLE %s %s TRIGGER %s;\n".formatted(table, trigger.firing().sql(), name);
    String create =
        trigger.definition()
            + ";\n"
            + writing.extensions(trigger.address(), "TRIGGER " + name + " ON " + table)
            + (trigger.firing() == Firing.ORIGIN ? "" : firing);
    String drop = "DROP TRIGGER %s ON %s;\n".formatted(name, table);
    return List.of(
        EntryText.creating(
                EntryKind.TRIGGER,
                Section.POST_DATA,
                trigger.facts(),
                // That of a partition comes with its parent's and only fires differently.
                trigger.cloned() ? firing : create,
                trigger.cloned() ? "" : drop)
            .withTag(Writing.tag(trigger)));
  }
}
