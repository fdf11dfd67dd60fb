package io.multiboard.sync.postgres;

/// What a server says of one of its sessions, asked through another.
sealed interface Pulse {
  /// It works for us, or nothing can be said.
  record Alive() implements Pulse {}

  /// The connection to it is dead; why, for people.
  record Dead(String why) implements Pulse {}
}
