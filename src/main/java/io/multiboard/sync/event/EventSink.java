package io.multiboard.sync.event;

/// Takes what happened. Implementations return at once, never throw and may be called by many
/// threads at a time: events are for eyes and never decide a run.
@FunctionalInterface
public interface EventSink {
  void accept(SyncEvent event);

  /// Forgets everything.
  EventSink NONE = event -> {};

  /// Passes each event to this sink, then to another.
  default EventSink and(EventSink other) {
    return event -> {
      accept(event);
      other.accept(event);
    };
  }
}
