package io.multiboard.sync.engine.restore;

import io.multiboard.sync.engine.toc.EntryKind;
import io.multiboard.sync.engine.toc.TableOfContents;
import io.multiboard.sync.engine.toc.TocEntry;
import java.util.Set;
import java.util.TreeSet;

/// The roles that a restore needs on the server. Pure.
///
/// @param owners of objects; none where objects do not go to the owners that the archive names
/// @param named in privileges that are granted, and in policies
public record NeededRoles(Set<String> owners, Set<String> named) {
  /// @param owners whether objects go to the owners that the archive names
  /// @param privileges whether the privileges in the archive are granted
  public static NeededRoles of(TableOfContents contents, boolean owners, boolean privileges) {
    Set<String> owning = new TreeSet<>();
    Set<String> named = new TreeSet<>();
    for (TocEntry entry : contents.entries()) {
      if (entry instanceof TocEntry.Statement statement
          && RestorePass.of(entry) != RestorePass.SKIPPED) {
        if (owners && OwnerStatement.of(statement).isPresent()) {
          statement.header().owner().ifPresent(owning::add);
        }
        if (privileges || entry.header().kind() == EntryKind.POLICY) {
          named.addAll(RolesInText.of(statement));
        }
      }
    }
    return new NeededRoles(owning, named);
  }

  /// All of them.
  public Set<String> all() {
    Set<String> all = new TreeSet<>(owners);
    all.addAll(named);
    return all;
  }
}
