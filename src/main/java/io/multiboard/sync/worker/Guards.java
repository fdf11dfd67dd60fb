package io.multiboard.sync.worker;

import io.multiboard.sync.engine.target.Guard;
import io.multiboard.sync.order.Protection;
import java.util.List;
import java.util.Optional;

/// Protection rule 3 by what an order says of the databases that this worker cannot reach.
final class Guards {
  private Guards() {}

  static Guard of(Protection protection) {
    return new Guard(
        Optional.empty(),
        List.of(),
        protection.others().stream().map(Guards::known).toList(),
        protection.physicalCopy());
  }

  private static Guard.Known known(Protection.Other other) {
    boolean production = other.kind() == Protection.Kind.Production;
    String name = (production ? "the connection \"" : "the source \"") + other.connection() + "\"";
    return new Guard.Known(
        name,
        production,
        other.identity().map(Places::heard),
        other.lastKnownSystem().map(Long::parseUnsignedLong));
  }
}
