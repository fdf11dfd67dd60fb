package io.multiboard.sync.engine.toc;

import java.util.List;

/// What an entry says it depends on.
public sealed interface Needs {
  /// What its draft needs: for the entry that creates an object.
  record AsSorted() implements Needs {}

  /// The first entry of its own draft and of other drafts: for comments, privileges and what
  /// completes an object.
  record OwnObjectAnd(List<DraftKey> others) implements Needs {
    public OwnObjectAnd {
      others = List.copyOf(others);
    }
  }

  /// The first entry of its own draft, and the first of its own kind there: a column's privileges
  /// come after those of its table, even where several sessions restore.
  record OwnObjectAndFirstOfKind() implements Needs {}

  /// The first entries of these drafts and nothing else.
  record Only(List<DraftKey> drafts) implements Needs {
    public Only {
      drafts = List.copyOf(drafts);
    }
  }
}
