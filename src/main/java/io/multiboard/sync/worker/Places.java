package io.multiboard.sync.worker;

import io.multiboard.sync.engine.target.Guard;
import io.multiboard.sync.order.DatabaseIdentity;

/// Which database is which, in the engine's words and in those of orders.
public final class Places {
  private Places() {}

  /// As an order or a report says it.
  public static DatabaseIdentity told(Guard.Place place) {
    return new DatabaseIdentity(
        Long.toUnsignedString(place.system()), place.database(), place.started(), place.read());
  }

  static Guard.Place heard(DatabaseIdentity identity) {
    return new Guard.Place(
        Long.parseUnsignedLong(identity.system()),
        identity.database(),
        identity.started(),
        identity.read());
  }
}
