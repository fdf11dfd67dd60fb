package io.multiboard.sync.engine.restore;

import io.multiboard.sync.engine.toc.EntryHeader;
import java.util.Set;
import java.util.function.Predicate;

/// To whom restored objects belong, and as whom statements run.
public sealed interface ObjectOwner {
  /// Everything is made by one role and belongs to it.
  ///
  /// @param asLogin the entries that only the role of the login can make, such as extensions for
  ///   which the role has not the rights
  record Role(String name, Predicate<EntryHeader> asLogin) implements ObjectOwner {}

  /// Everything is made by the role of the login and given to the owner that the archive names.
  ///
  /// @param missing roles that the server has not, whose objects stay with the role of the login
  record AsInSource(Set<String> missing) implements ObjectOwner {
    public AsInSource {
      missing = Set.copyOf(missing);
    }
  }

  /// Everything is made by the role of the login and belongs to it.
  record Login() implements ObjectOwner {}
}
