package io.multiboard.sync.engine.toc;

import java.util.Set;

/// How the loops among dependencies were broken, which changes what is written.
///
/// @param separate what is a statement of its own; not in it are the defaults, checks and queries
///   that the statement of their table or view tells
/// @param dummies views that are created without their query, which a rule's draft adds
/// @param postponed materialized views and routines that go after the data
public record Repairs(Set<DraftKey> separate, Set<DraftKey> dummies, Set<DraftKey> postponed) {
  public Repairs {
    separate = Set.copyOf(separate);
    dummies = Set.copyOf(dummies);
    postponed = Set.copyOf(postponed);
  }

  /// The section of a draft's entries.
  Section section(Draft draft) {
    return postponed.contains(draft.key()) ? Section.POST_DATA : draft.section();
  }
}
