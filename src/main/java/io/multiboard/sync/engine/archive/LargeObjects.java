package io.multiboard.sync.engine.archive;

import java.io.InputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// Large objects that are read one after the other.
final class LargeObjects {
  private LargeObjects() {}

  /// A large object whose bytes come from a file.
  record Stored(long oid, Supplier<InputStream> content) implements LargeObject {
    @Override
    public InputStream open() {
      return content.get();
    }
  }

  /// One by one by their places, up to the first place that has none.
  static Iterable<LargeObject> byPlace(IntFunction<Optional<LargeObject>> get) {
    return () -> new ByPlace(get);
  }

  /// Not thread-safe.
  private static final class ByPlace implements Iterator<LargeObject> {
    private final IntFunction<Optional<LargeObject>> get;
    private Optional<LargeObject> next = Optional.empty();
    private int place;

    ByPlace(IntFunction<Optional<LargeObject>> get) {
      this.get = get;
    }

    @Override
    public boolean hasNext() {
      if (next.isEmpty()) {
        next = get.apply(place);
      }
      return next.isPresent();
    }

    @Override
    public LargeObject next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      LargeObject object = next.orElseThrow();
      next = Optional.empty();
      place++;
      return object;
    }
  }
}
