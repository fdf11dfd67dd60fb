package io.multiboard.sync.postgres;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Time-outs that a role or a database brings along. A session sets them aside with its first
/// statements; one so short that it ends the session before is set aside with the login itself, by
/// the startup packet's `options`. Not from the start, because poolers between refuse these, and
/// older servers do not know them all: a server that ended a session by one knows it.
///
/// @param names of the settings to switch off
record RoleTimeouts(Set<String> names) {
  static final RoleTimeouts LEFT_ALONE = new RoleTimeouts(Set.of());

  RoleTimeouts {
    names = Set.copyOf(names);
  }

  /// These and the one that a session was ended by.
  ///
  /// @param state the SQLSTATE that the server gave; it may be none of these
  /// @return empty where nothing would be different
  Optional<RoleTimeouts> andThatOf(String state) {
    return setting(state).filter(name -> !names.contains(name)).map(this::and);
  }

  private RoleTimeouts and(String name) {
    Set<String> more = new LinkedHashSet<>(names);
    more.add(name);
    return new RoleTimeouts(more);
  }

  private static Optional<String> setting(String state) {
    return switch (state) {
      case "57014" -> Optional.of("statement_timeout");
      case "57P05" -> Optional.of("idle_session_timeout");
      case "25P04" -> Optional.of("transaction_timeout");
      default -> Optional.empty();
    };
  }

  /// For the startup packet; empty where there is nothing to say.
  Optional<String> options() {
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            names.stream()
                .sorted()
                .map(name -> "-c " + name + "=0")
                .collect(Collectors.joining(" ")));
  }
}
