package io.multiboard.sync.app;

import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.event.Stage;
import java.util.Set;

/// Who watches runs of this process. Called by one thread.
public interface Audience {
  /// A run, or another attempt at it, begins to move rows.
  ///
  /// @param title what is copied where
  /// @param parts the stages that move rows
  /// @return takes what happens, until the next call or [#ended]
  EventSink begins(String title, Set<Stage> parts);

  /// What was begun has ended, well or not.
  void ended();

  /// A line about a run.
  void hears(String line);
}
