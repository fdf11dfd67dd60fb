package io.multiboard.sync.postgres;

import io.multiboard.sync.failure.SyncException;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notices a connection that is dead though its socket is open, as behind a proxy or a firewall
/// that forgot it. Slow is not dead: a statement may take hours. When a read or a write has waited
/// for the whole patience, a second connection asks the server what the session does, and only an
/// answer that cannot be true of a living connection, or none at all, ends it: whoever waits then
/// gets an [IOException] that says why. Thread-safe.
final class Heartbeat implements AutoCloseable {
  /// Longer than a network may stall; with the question's own time-outs a dead connection is
  /// noticed within 60 seconds.
  static final Duration PATIENCE = Duration.ofSeconds(35);

  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  private final Wire wire;
  private final Duration patience;
  private final Supplier<Pulse> question;
  private final Thread thread;

  private Heartbeat(Wire wire, String name, Duration patience, Supplier<Pulse> question) {
    this.wire = wire;
    this.patience = patience;
    this.question = question;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::watch);
  }

  static Heartbeat start(Wire wire, String name, Duration patience, Supplier<Pulse> question) {
    Heartbeat heartbeat = new Heartbeat(wire, name, patience, question);
    heartbeat.thread.start();
    return heartbeat;
  }

  private void watch() {
    Duration asked = Duration.ZERO;
    try {
      while (true) {
        Thread.sleep(patience.dividedBy(8));
        Duration silence = wire.silence();
        // After an answer that lets the connection live, the patience begins anew.
        asked = silence.compareTo(asked) < 0 ? Duration.ZERO : asked;
        if (silence.minus(asked).compareTo(patience) >= 0) {
          ask(silence);
          asked = silence;
        }
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask(Duration silence) {
    try {
      Pulse pulse = question.get();
      // Bytes that came in the meantime are the better answer.
      if (pulse instanceof Pulse.Dead(String why) && wire.silence().compareTo(silence) >= 0) {
        wire.giveUp(
            "the connection is dead: nothing came or went for %d seconds, and %s"
                .formatted(wire.silence().toSeconds(), why));
      }
    } catch (SyncException | IOException unclear) {
      LOG.debug("the heartbeat's question had no answer", unclear);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
