package io.multiboard.sync.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// A TCP proxy that fails on demand: it resets, refuses, delays, slows down, goes silent with the
/// sockets open (half-open), at once or after so many bytes. Thread-safe.
public final class TestingProxy implements AutoCloseable {
  /// Which way bytes go.
  public enum Way {
    TO_SERVER,
    TO_CLIENT
  }

  /// What the proxy does with bytes and with new connections.
  public sealed interface Mode {
    /// Passes all on.
    record Open() implements Mode {}

    /// Passes all on, each run of bytes this much later.
    record Slow(Duration delay) implements Mode {}

    /// Passes at most so many bytes a second, each way of each connection.
    record Narrow(int bytesPerSecond) implements Mode {}

    /// Loses packets, which TCP sends again: in one of so many runs of bytes a connection stands
    /// still for a while.
    record Lossy(Random random, int oneOf, Duration retransmission) implements Mode {}

    /// Takes no byte and answers none, with every socket open; what arrives waits.
    record Silent() implements Mode {}

    /// Resets every connection and takes new ones.
    record Hiccup() implements Mode {}

    /// Resets every connection and refuses new ones.
    record Cut() implements Mode {}
  }

  /// What must have been said, one after the other, before the mode changes.
  private record Cue(Way way, List<String> texts, Mode then) {}

  private final ServerSocket door;
  private volatile InetSocketAddress server;
  private final Set<ProxyLink> links = ConcurrentHashMap.newKeySet();
  private final ProxyCounter counter = new ProxyCounter();
  private final AtomicLong accepted = new AtomicLong();
  private final Object change = new Object();
  private volatile Mode mode = new Mode.Open();
  private volatile Optional<Cue> cue = Optional.empty();
  private volatile boolean closed;

  private TestingProxy(ServerSocket door, InetSocketAddress server) {
    this.door = door;
    this.server = server;
  }

  /// A proxy on a free port of 127.0.0.1, before a port of the same host.
  public static TestingProxy before(int serverPort) throws IOException {
    return before(InetAddress.getLoopbackAddress(), serverPort);
  }

  /// A proxy on a free port of an address of this machine, before a port of the same address.
  public static TestingProxy before(InetAddress address, int serverPort) throws IOException {
    ServerSocket door = new ServerSocket(0, 200, address);
    TestingProxy proxy = new TestingProxy(door, new InetSocketAddress(address, serverPort));
    Thread.ofVirtual().name("proxy-door-" + door.getLocalPort()).start(proxy::accept);
    return proxy;
  }

  /// Where clients connect.
  public int port() {
    return door.getLocalPort();
  }

  /// The URL of a database of the server, by way of the proxy.
  public String url(String direct) {
    String end = ":" + server.getPort() + "/";
    assertThat(direct).contains(end);
    return direct.replace(end, ":" + port() + "/");
  }

  /// Changes what happens from now on; `Cut` resets what is connected.
  public void become(Mode next) {
    synchronized (change) {
      mode = next;
      change.notifyAll();
    }
    if (next instanceof Mode.Cut || next instanceof Mode.Hiccup) {
      hiccup();
    }
  }

  /// New connections go to another port of the same host.
  public void leadTo(int serverPort) {
    server = new InetSocketAddress(server.getAddress(), serverPort);
  }

  /// What happens now.
  public Mode mode() {
    return mode;
  }

  /// Changes the mode once so many bytes more, over all connections, have gone that way.
  public void after(long bytes, Way way, Mode then) {
    counter.after(bytes, way, then);
  }

  /// Changes the mode once these texts have gone that way, one after the other; the last one
  /// arrives, its answer does not.
  public void afterWords(Way way, Mode then, String... texts) {
    cue = Optional.of(new Cue(way, List.of(texts), then));
  }

  /// Resets what is connected and stays open for new connections: one hiccup.
  public void hiccup() {
    links.forEach(ProxyLink::reset);
  }

  /// Forgets what is connected, as a firewall does: those sockets stay open and no byte, nor an
  /// end, passes any more; new connections work.
  public void forget() {
    links.forEach(link -> link.forgotten().set(true));
  }

  /// Bytes passed on so far.
  public long passed(Way way) {
    return counter.passed(way);
  }

  /// Connections that clients made so far.
  public long accepted() {
    return accepted.get();
  }

  /// Connections that are open now.
  public int open() {
    return links.size();
  }

  private void accept() {
    while (!closed) {
      try {
        Socket client = door.accept();
        accepted.incrementAndGet();
        connect(client);
      } catch (IOException gone) {
        if (!closed && door.isClosed()) {
          throw new IllegalStateException("the proxy's door broke", gone);
        }
      }
    }
  }

  private void connect(Socket client) {
    if (mode instanceof Mode.Cut) {
      ProxyLink.reset(client);
      return;
    }
    Socket upstream = new Socket();
    ProxyLink link = new ProxyLink(client, upstream);
    try {
      upstream.connect(server, 5_000);
      client.setTcpNoDelay(true);
      upstream.setTcpNoDelay(true);
    } catch (IOException refused) {
      link.reset();
      return;
    }
    links.add(link);
    if (mode instanceof Mode.Cut) {
      // It was cut since it was asked for, when this one was not yet among the others.
      link.reset();
    }
    Thread.ofVirtual().start(() -> pump(link, client, upstream, Way.TO_SERVER));
    Thread.ofVirtual().start(() -> pump(link, upstream, client, Way.TO_CLIENT));
  }

  private void pump(ProxyLink link, Socket from, Socket to, Way way) {
    byte[] bytes = new byte[16 * 1024];
    try {
      while (true) {
        awaitVoice();
        int length = from.getInputStream().read(bytes, 0, counter.share(way, bytes.length));
        awaitMemory(link);
        if (length < 0) {
          to.shutdownOutput();
          return;
        }
        awaitVoice();
        pace(length);
        hear(way, new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
        to.getOutputStream().write(bytes, 0, length);
        counter.count(way, length).ifPresent(this::become);
      }
    } catch (IOException gone) {
      link.reset();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      finish(link);
    }
  }

  private synchronized void hear(Way way, String said) {
    Optional<Cue> awaited = cue.filter(next -> next.way() == way);
    if (awaited.isEmpty() || !said.contains(awaited.get().texts().getFirst())) {
      return;
    }
    List<String> rest = awaited.get().texts().subList(1, awaited.get().texts().size());
    cue = rest.isEmpty() ? Optional.empty() : Optional.of(new Cue(way, rest, awaited.get().then()));
    if (rest.isEmpty()) {
      become(awaited.get().then());
    }
  }

  private void awaitMemory(ProxyLink link) throws InterruptedException {
    synchronized (change) {
      while (link.forgotten().get() && !closed) {
        change.wait();
      }
    }
  }

  private void awaitVoice() throws InterruptedException {
    synchronized (change) {
      while (mode instanceof Mode.Silent && !closed) {
        change.wait();
      }
    }
  }

  private void pace(int length) throws InterruptedException {
    switch (mode) {
      case Mode.Slow(Duration delay) -> Thread.sleep(delay);
      case Mode.Narrow(int rate) -> Thread.sleep(length * 1_000L / rate);
      case Mode.Lossy(Random random, int oneOf, Duration retransmission) ->
          Thread.sleep(random.nextInt(oneOf) == 0 ? retransmission : Duration.ZERO);
      case Mode.Open() -> {}
      case Mode.Silent() -> {}
      case Mode.Hiccup() -> {}
      case Mode.Cut() -> {}
    }
  }

  /// Closes a connection when both ways of it have ended.
  private void finish(ProxyLink link) {
    if (link.ended().incrementAndGet() < 2) {
      return;
    }
    links.remove(link);
    try (Socket _ = link.client();
        Socket _ = link.upstream()) {
      return;
    } catch (IOException gone) {
      link.reset();
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    door.close();
    become(new Mode.Cut());
  }
}
