package io.multiboard.sync.cli;

import io.multiboard.sync.cli.progress.Progress;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Where the log goes: to standard error, and while a run is shown through what shows it, so that a
/// line of the log does not fall into a moving picture. Thread-safe.
final class LogRoute extends OutputStream {
  private final PrintStream people;
  private final AtomicReference<Optional<Progress>> shown = new AtomicReference<>(Optional.empty());

  LogRoute(PrintStream people) {
    this.people = people;
  }

  /// From now on the log goes through this.
  void through(Progress progress) {
    shown.set(Optional.of(progress));
  }

  /// From now on it goes to standard error again.
  void end() {
    shown.set(Optional.empty());
  }

  @Override
  public void write(int single) {
    people.write(single);
  }

  /// A whole record of the log, as logback writes it.
  @Override
  public void write(byte[] bytes, int offset, int length) {
    shown
        .get()
        .ifPresentOrElse(
            progress ->
                progress.say(
                    new String(bytes, offset, length, StandardCharsets.UTF_8).stripTrailing()),
            () -> people.write(bytes, offset, length));
  }

  @Override
  public void flush() {
    people.flush();
  }
}
