package io.multiboard.sync.cli;

import io.multiboard.sync.engine.target.Guard;
import io.multiboard.sync.postgres.Connector;
import java.util.List;
import java.util.Optional;

/// What a target must not be, as far as the command line knows. Thread-safe.
final class Guards {
  private Guards() {}

  /// @param source where it is a live database
  static Guard of(Invocation invocation, Optional<Connector> source, boolean physicalCopy) {
    List<Guard.Production> productions =
        invocation.settings().databases().production().stream()
            .map(name -> production(invocation, name))
            .toList();
    return new Guard(source, productions, physicalCopy);
  }

  private static Guard.Production production(Invocation invocation, String variable) {
    return new Guard.Production(
        variable, invocation.connector(variable, "env:" + variable), Optional.empty());
  }
}
