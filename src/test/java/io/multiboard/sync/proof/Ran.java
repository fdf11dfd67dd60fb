package io.multiboard.sync.proof;

import static org.assertj.core.api.Assertions.assertThat;

/// How a run of the program ended.
///
/// @param status its exit status; 128 + the signal where one ended it
/// @param out what it wrote to standard output
/// @param err what it wrote to standard error
public record Ran(int status, String out, String err) {
  /// Both outputs.
  public String said() {
    return out + err;
  }

  /// Fails the test unless the run did what was asked.
  public Ran orFail() {
    assertThat(status).as("status of a run that said:\n%s", said()).isZero();
    return this;
  }

  /// Fails the test unless the run was refused or broke off with this reason, said once, in words:
  /// no stack trace, and no more lines than a person reads.
  public Ran failedWith(String reason) {
    assertThat(status).as("status of a run that said:\n%s", said()).isNotZero();
    assertThat(err).contains(reason).doesNotContain("\tat ").doesNotContain("Exception");
    return this;
  }
}
