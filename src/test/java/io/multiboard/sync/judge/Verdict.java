package io.multiboard.sync.judge;

/// How a judge ended.
///
/// @param status its exit status
/// @param output what it wrote to standard output
/// @param messages what it wrote to standard error
public record Verdict(int status, String output, String messages) {

  /// Fails the test where the judge did.
  public Verdict orFail() {
    if (status != 0) {
      throw new AssertionError("status " + status + ": " + messages);
    }
    return this;
  }
}
