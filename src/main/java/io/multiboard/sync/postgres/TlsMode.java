package io.multiboard.sync.postgres;

/// How far a server must prove itself, as libpq's `sslmode`.
public enum TlsMode {
  VerifyFull("verify-full"),
  VerifyCA("verify-ca"),
  Require("require"),
  Disable("disable");

  private final String sslMode;

  TlsMode(String sslMode) {
    this.sslMode = sslMode;
  }

  /// The value of `sslmode`.
  public String sslMode() {
    return sslMode;
  }
}
