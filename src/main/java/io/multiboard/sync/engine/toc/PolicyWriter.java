package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.Policy;
import io.multiboard.sync.engine.catalog.Table;
import io.multiboard.sync.postgres.Identifier;
import java.util.List;
import java.util.stream.Collectors;

/// Row security: `ENABLE` and `CREATE POLICY`, both after the data.
final class PolicyWriter {
  private PolicyWriter() {}

  static List<EntryText> entries(Policy policy) {
    String on = Identifier.quote(policy.name()) + " ON " + Writing.relation(policy);
    String sql =
        "CREATE POLICY "
            + on
            + (policy.permissive() ? "" : " AS RESTRICTIVE")
            + command(policy)
            + roles(policy)
            + policy.using().map(condition -> " USING (" + condition + ")").orElse("")
            + policy.withCheck().map(condition -> " WITH CHECK (" + condition + ")").orElse("")
            + ";\n";
    return List.of(
        EntryText.creating(
                EntryKind.POLICY,
                Section.POST_DATA,
                policy.facts(),
                sql,
                "DROP POLICY " + on + ";\n")
            .withTag(Writing.tag(policy)));
  }

  private static String command(Policy policy) {
    return policy.command() == Policy.Command.ALL ? "" : " FOR " + policy.command();
  }

  private static String roles(Policy policy) {
    return policy.roles().isEmpty()
        ? ""
        : policy.roles().stream()
            .map(Identifier::quote)
            .collect(Collectors.joining(", ", " TO ", ""));
  }

  /// Switches row security on.
  static List<EntryText> enable(Table table) {
    return List.of(
        EntryText.creating(
            EntryKind.ROW_SECURITY,
            Section.POST_DATA,
            table.facts(),
            "ALTER TABLE " + table.facts().sqlName() + " ENABLE ROW LEVEL SECURITY;\n",
            ""));
  }
}
