package io.multiboard.sync.failure;

/// A failure that a person reads: what happened, to which thing, and what to do about it. Never
/// holds a secret. Unchecked, because every level between the cause and the verb lets it pass.
public final class SyncException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String message;
  private final String remedy;

  /// @param message what happened and which rule or field says so; one sentence, names in quotes
  /// @param remedy what the reader can do; empty when the message says it already
  public SyncException(Reason reason, String message, String remedy) {
    super(message);
    this.reason = reason;
    this.message = message;
    this.remedy = remedy;
  }

  /// As above, keeping the cause for the log.
  public SyncException(Reason reason, String message, String remedy, Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.message = message;
    this.remedy = remedy;
  }

  @Override
  public String getMessage() {
    return message;
  }

  /// The reason that conditions, metrics and exit texts show.
  public Reason reason() {
    return reason;
  }

  /// What the reader can do; empty when the message says it already.
  public String remedy() {
    return remedy;
  }
}
