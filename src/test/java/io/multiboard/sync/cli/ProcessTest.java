package io.multiboard.sync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.server.TestServers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program as users start it: the exit status and the streams of a real process.
class ProcessTest {
  @TempDir private Path folder;

  private Typed launch(String... words) throws Exception {
    try (Launched launched = Launched.start(folder, words)) {
      return launched.await(90);
    }
  }

  @Test
  void whatWasDoneEndsWithZero() throws Exception {
    Typed typed = launch("check", TestServers.v18().url("postgres"));
    assertThat(typed.status()).as(typed.all()).isZero();
    assertThat(typed.out()).contains("version    18.");
    assertThat(typed.err()).isEmpty();
  }

  @Test
  void whatFailedEndsWithOneAndSaysWhyOnStandardError() throws Exception {
    Typed typed = launch("check", "postgres://u:canary@no.such.host.invalid/d");
    assertThat(typed.status()).isEqualTo(1);
    assertThat(typed.out()).isEmpty();
    assertThat(typed.err())
        .isEqualTo(
            """
            error: cannot connect to u@no.such.host.invalid:5432/d: the host name "no.such.host.invalid" is not known
              what to do: Check its spelling and the name service of this machine.
              reason: DnsFailure
            """);
  }

  @Test
  void whatWasNotUnderstoodEndsWithTwo() throws Exception {
    Typed typed = launch("chekc");
    assertThat(typed.status()).isEqualTo(2);
    assertThat(typed.err()).contains("Did you mean check?");
  }
}
