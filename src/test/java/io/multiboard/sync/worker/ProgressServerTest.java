package io.multiboard.sync.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.order.OrderJson;
import io.multiboard.sync.order.Progress;
import io.multiboard.sync.order.Role;
import io.multiboard.sync.order.RunId;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a worker tells over HTTP, and that nothing that is asked of it does harm.
@Timeout(120)
class ProgressServerTest {
  private static final Progress PROGRESS =
      new Progress(
          Role.EXPORT,
          RunId.ofTrigger("uid", "one"),
          1,
          Progress.Stage.Export,
          12.5,
          10,
          1000,
          80,
          8000,
          1,
          8,
          List.of("public.\"ä\\\"<script>\""),
          5,
          500,
          Optional.of(14L));

  private ProgressServer server = ProgressServer.start(0, () -> PROGRESS);

  @BeforeEach
  void tells() throws Exception {
    assertTells();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private void assertTells() throws Exception {
    HttpResponse<String> answer = ask("GET", Progress.PATH);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(OrderJson.progress(answer.body())).isEqualTo(PROGRESS);
  }

  private HttpResponse<String> ask(String method, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .method(method, HttpRequest.BodyPublishers.ofString("{}"))
            .timeout(Duration.ofSeconds(60))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString());
    }
  }

  @Test
  void itSaysThatItLives() throws Exception {
    assertThat(ask("GET", Progress.HEALTH_PATH).body()).isEqualTo("{\"alive\":true}");
  }

  @Test
  void nothingElseIsThere() throws Exception {
    for (String path : List.of("/", "/progress/", "/progress/../etc/passwd", "/%2e%2e/%00")) {
      assertThat(ask("GET", path).statusCode()).as(path).isEqualTo(404);
    }
    for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "ANYTHING")) {
      HttpResponse<String> answer = ask(method, Progress.PATH);
      assertThat(answer.statusCode()).as(method).isEqualTo(405);
      assertThat(answer.body()).isEmpty();
    }
    assertTells();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n\r\n",
        "GET\r\n\r\n",
        "GET mailto:somebody HTTP/1.1\r\n\r\n",
        "GET * HTTP/1.1\r\n\r\n",
        "GET http://[::1 HTTP/1.1\r\n\r\n",
        "GET /progress HTTP/9.9\r\nContent-Length: -1\r\n\r\n",
        "GET /progress HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "GET /progress HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000",
      })
  void whatIsNoRequestDoesNoHarm(String said) throws Exception {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(said.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      drain(socket);
    }
    assertTells();
  }

  @Test
  void endlessHeadersAreCutOff() throws Exception {
    try (Socket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      out.write("GET /progress HTTP/1.1\r\n".getBytes(StandardCharsets.ISO_8859_1));
      byte[] header =
          ("X-Long: " + "x".repeat(1000) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
      for (int sent = 0; sent < 10_000; sent++) {
        out.write(header);
      }
      drain(socket);
    } catch (SocketException cut) {
      assertThat(cut).isNotNull();
    }
    assertTells();
  }

  @Test
  void clientsThatSayNothingAreSentAwayInTime() throws Exception {
    List<Socket> silent = new ArrayList<>();
    try {
      for (int more = 0; more < 100; more++) {
        Socket socket = connect();
        socket.getOutputStream().write("GET /pro".getBytes(StandardCharsets.ISO_8859_1));
        silent.add(socket);
      }
      // More than it takes at a time: it answers once they are gone.
      Awaitility.await()
          .atMost(Duration.ofSeconds(90))
          .ignoreExceptionsInstanceOf(IOException.class)
          .untilAsserted(this::assertTells);
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(60_000);
    return socket;
  }

  /// Whatever it answers, it comes to an end.
  private static void drain(Socket socket) throws IOException {
    try {
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (SocketException reset) {
      assertThat(socket.isConnected()).isTrue();
    }
  }
}
