package io.multiboard.sync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.demo.ServerOptions;
import io.multiboard.sync.server.Release;
import io.multiboard.sync.server.TestServer;
import io.multiboard.sync.server.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckVerbTest {
  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void saysWhatADatabaseIs(TestServer server) {
    Typed typed = Typed.run("check", server.url("postgres"));
    assertThat(typed.status()).as(typed.all()).isZero();
    assertThat(typed.err()).isEmpty();
    assertThat(typed.out()).contains("version    " + server.release().major());
  }

  @Test
  void takesTheUrlFromAVariableAndAnswersMachines() {
    Typed typed =
        Typed.run(
            Map.of("SHOP", TestServers.v18().url("postgres")),
            "check",
            "env:SHOP",
            "--output",
            "json");
    assertThat(typed.status()).as(typed.all()).isZero();
    assertThat(typed.lastLine())
        .startsWith("{\"type\":\"result\",\"database\":\"postgres@127.0.0.1:");
  }

  @Test
  void aPasswordIsPrintedNowhereEvenWithTheDriversOwnLog() {
    try (TestServer server =
        TestServers.startPrivate(Release.V18, ServerOptions.withPassword("canary"))) {
      String url = server.url("postgres").replace("postgres@", "postgres:canary@");
      for (String format : new String[] {"text", "json"}) {
        Typed typed =
            Typed.run(
                Map.of("MULTIBOARD_SYNC_LOG_LEVEL", "trace", "MULTIBOARD_SYNC_LOG_FORMAT", format),
                "check",
                url);
        assertThat(typed.status()).as(typed.all()).isZero();
        assertThat(typed.err()).as("the driver's words are there").contains("FE=> ", "SASL");
        assertThat(typed.all()).doesNotContain("canary");
      }
      Typed wrong =
          Typed.run(
              Map.of("MULTIBOARD_SYNC_LOG_LEVEL", "trace"),
              "check",
              url.replace("canary", "parrot"));
      assertThat(wrong.status()).isEqualTo(1);
      assertThat(wrong.err()).contains("reason: AuthenticationFailed").doesNotContain("parrot");
    }
  }

  @Test
  void writesAProfileWithoutThePassword(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("run.jfr");
    Typed typed =
        Typed.run(
            "check", TestServers.v18().url("postgres").replace("postgres@", "postgres:canary@"),
            "--profile", file.toString());
    assertThat(typed.status()).as(typed.all()).isZero();
    byte[] bytes = Files.readAllBytes(file);
    assertThat(new String(bytes, 0, 3, java.nio.charset.StandardCharsets.US_ASCII))
        .isEqualTo("FLR");
    assertThat(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("canary");
  }

  @Test
  void aProfileThatCannotBeWrittenIsSaid() {
    Typed typed =
        Typed.run(
            "check", TestServers.v18().url("postgres"), "--profile", "/no/such/folder/run.jfr");
    assertThat(typed.status()).isEqualTo(2);
    assertThat(typed.err())
        .contains("the profile cannot be written to \"/no/such/folder/run.jfr\"");
  }
}
