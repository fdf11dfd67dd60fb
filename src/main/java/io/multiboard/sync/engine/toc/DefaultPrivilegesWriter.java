package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.DefaultPrivileges;
import io.multiboard.sync.engine.catalog.ObjectFacts;
import java.util.List;

/// `ALTER DEFAULT PRIVILEGES`.
final class DefaultPrivilegesWriter {
  private DefaultPrivilegesWriter() {}

  static List<EntryText> entries(DefaultPrivileges defaults, Writing writing) {
    ObjectFacts facts = defaults.facts();
    GrantTarget target = GrantTarget.defaults(defaults.kind(), facts.owner(), facts.schema());
    String sql =
        new GrantStatements(target, facts.owner(), writing.server()).text(facts.privileges());
    return List.of(
        EntryText.creating(EntryKind.DEFAULT_ACL, writing.section(), facts, sql, "")
            .withTag("DEFAULT PRIVILEGES FOR " + defaults.kind().sql()));
  }
}
