package io.multiboard.sync.cli;

import io.multiboard.sync.cli.progress.Progress;
import io.multiboard.sync.event.SyncEvent;

/// A progress through which the log goes until it is closed. Thread-safe.
record RoutedProgress(Progress progress, LogRoute log) implements Progress {
  RoutedProgress {
    log.through(progress);
  }

  @Override
  public void accept(SyncEvent event) {
    progress.accept(event);
  }

  @Override
  public void say(String line) {
    progress.say(line);
  }

  @Override
  public void close() {
    log.end();
    progress.close();
  }
}
