package io.multiboard.sync.postgres;

import java.util.function.Supplier;

/// A password that shows itself to no log, message or JSON: only [#reveal] gives it away.
public final class Password {
  private final Supplier<String> source;

  public Password(String text) {
    this(() -> text);
  }

  /// One that may change in mid-run.
  ///
  /// @param source is asked anew at each login, by any thread
  public Password(Supplier<String> source) {
    this.source = source;
  }

  /// The password itself: for the driver, and for the Secret that a user asks for.
  public String reveal() {
    return source.get();
  }

  @Override
  public String toString() {
    return "***";
  }
}
