package io.multiboard.sync.postgres;

/// A password that shows itself to no log, message or JSON: only [#reveal] gives it away.
public final class Password {
  private final String text;

  public Password(String text) {
    this.text = text;
  }

  /// The password itself: for the driver, and for the Secret that a user asks for.
  public String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "***";
  }
}
