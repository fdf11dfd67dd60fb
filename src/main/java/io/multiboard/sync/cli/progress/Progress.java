package io.multiboard.sync.cli.progress;

import io.multiboard.sync.event.EventSink;

/// Shows a run while it goes on; [#close] ends the show and leaves the terminal as it was.
public interface Progress extends EventSink, AutoCloseable {
  /// Writes a line of text that stays, above what moves.
  void say(String line);

  @Override
  void close();
}
