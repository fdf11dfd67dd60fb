package io.multiboard.sync.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestingProxyTest {
  private ServerSocket echo;
  private TestingProxy proxy;

  @BeforeEach
  void start() throws IOException {
    echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
    proxy = TestingProxy.before(echo.getLocalPort());
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    echo.close();
  }

  @Test
  void passesBytesOn() throws IOException {
    try (Socket client = connect()) {
      assertThat(said(client, "hello")).isEqualTo("hello");
    }
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> proxy.open() == 0);
    assertThat(proxy.passed(TestingProxy.Way.TO_SERVER)).isEqualTo(5);
  }

  @Test
  void cutsAfterSomeBytes() throws IOException {
    proxy.after(7, TestingProxy.Way.TO_CLIENT, new TestingProxy.Mode.Cut());
    try (Socket client = connect()) {
      assertThat(said(client, "hello")).isEqualTo("hello");
      assertThatThrownBy(() -> said(client, "again")).isInstanceOf(IOException.class);
    }
    assertThat(proxy.passed(TestingProxy.Way.TO_CLIENT)).isEqualTo(7);
    assertThatThrownBy(() -> said(connect(), "x")).isInstanceOf(IOException.class);
  }

  @Test
  void goesSilentAndComesBack() throws IOException {
    try (Socket client = connect()) {
      proxy.become(new TestingProxy.Mode.Silent());
      client.setSoTimeout(200);
      assertThatThrownBy(() -> said(client, "hello")).isInstanceOf(SocketTimeoutException.class);
      proxy.become(new TestingProxy.Mode.Open());
      client.setSoTimeout(5_000);
      assertThat(client.getInputStream().readNBytes(5)).isEqualTo("hello".getBytes(US_ASCII));
    }
  }

  @Test
  void delays() throws IOException {
    proxy.become(new TestingProxy.Mode.Slow(Duration.ofMillis(100)));
    try (Socket client = connect()) {
      long start = System.nanoTime();
      said(client, "hello");
      assertThat(System.nanoTime() - start).isGreaterThan(200_000_000L);
    }
  }

  private Socket connect() throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    client.setSoTimeout(5_000);
    return client;
  }

  private static String said(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(US_ASCII));
    byte[] answer = client.getInputStream().readNBytes(text.length());
    if (answer.length < text.length()) {
      throw new IOException("the answer ended after " + answer.length + " bytes");
    }
    return new String(answer, US_ASCII);
  }

  private void serve() {
    while (!echo.isClosed()) {
      try {
        Socket client = echo.accept();
        Thread.ofVirtual().start(() -> answer(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void answer(Socket client) {
    try (client) {
      client.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException gone) {
      return;
    }
  }
}
