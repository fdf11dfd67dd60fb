package io.multiboard.sync.postgres;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What one connection's socket is doing, as far as it shows from outside: whether TLS began, and
/// how long a read or a write has waited without a byte moving. The driver makes its sockets by
/// class name, so a wire is handed to them through [#OPENING], which holds while a connection is
/// opened. Thread-safe.
final class Wire {
  /// The wire of the connection that this thread is opening.
  static final ScopedValue<Wire> OPENING = ScopedValue.newInstance();

  private volatile @Nullable Socket socket;
  private volatile boolean tlsBegan;
  private volatile boolean waiting;
  private volatile long waitingSince;
  private volatile @Nullable String givenUp;

  void belongsTo(Socket opened) {
    socket = opened;
  }

  /// Whether the connection got as far as a TLS handshake.
  boolean tlsBegan() {
    return tlsBegan;
  }

  void tlsBegins() {
    tlsBegan = true;
  }

  void waits() {
    waitingSince = System.nanoTime();
    waiting = true;
  }

  void moves() {
    waiting = false;
  }

  /// How long the present read or write has waited; zero when there is none.
  Duration silence() {
    long since = waitingSince;
    return waiting ? Duration.ofNanos(System.nanoTime() - since) : Duration.ZERO;
  }

  /// Closes the socket under whoever waits on it, who gets the reason as an [IOException].
  void giveUp(String why) throws IOException {
    givenUp = why;
    Socket open = socket;
    if (open != null) {
      open.close();
    }
  }

  /// Whether its connection was found dead.
  boolean isGivenUp() {
    return givenUp != null;
  }

  /// The failure to report for one of the socket's: ours where the wire was given up.
  IOException explained(IOException failure) {
    String why = givenUp;
    return why == null ? failure : new IOException(why, failure);
  }
}
