package io.multiboard.sync.testing;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// One connection through a [TestingProxy]: its two sockets, how many of its ways have ended, and
/// whether the network has forgotten it. Thread-safe.
record ProxyLink(Socket client, Socket upstream, AtomicInteger ended, AtomicBoolean forgotten) {
  ProxyLink(Socket client, Socket upstream) {
    this(client, upstream, new AtomicInteger(), new AtomicBoolean());
  }

  /// Ends both at once, by an RST.
  void reset() {
    reset(client);
    reset(upstream);
  }

  static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException gone) {
      // Closed already, which is what was asked for.
      return;
    }
  }
}
