package io.multiboard.sync.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.multiboard.sync.settings.Settings.LogFormat;
import io.multiboard.sync.settings.Settings.LogLevel;
import io.multiboard.sync.settings.Settings.Logging;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LogsTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final LoggerContext context = new LoggerContext();

  @BeforeEach
  void giveTheContextItsThreadKeys() {
    context.setMDCAdapter(new LogbackMDCAdapter());
  }

  private String written() {
    return written.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @EnumSource(LogFormat.class)
  void masksPasswordsInMessagesAndFailures(LogFormat format) {
    Logs.configure(context, new Logging(LogLevel.INFO, format), written);
    context
        .getLogger("test")
        .info(
            "connecting to {}",
            "postgres://parts:canary@db/shop",
            new IllegalStateException(
                "password=canary", new RuntimeException("PASSWORD 'can''canary'")));
    assertThat(written())
        .contains("connecting to", "***", "IllegalStateException")
        .doesNotContain("canary");
  }

  @Test
  void theStreamStaysOpenWhenTheLogIsSetUpAnew() {
    AtomicBoolean closed = new AtomicBoolean();
    OutputStream stream =
        new FilterOutputStream(written) {
          @Override
          public void close() {
            closed.set(true);
          }
        };
    Logs.configure(context, new Logging(LogLevel.WARN, LogFormat.TEXT), stream);
    Logs.configure(context, new Logging(LogLevel.WARN, LogFormat.JSON), stream);
    assertThat(closed).isFalse();
  }

  @Test
  void textNamesTheThreadAndTheLogger() {
    Logs.configure(context, new Logging(LogLevel.WARN, LogFormat.TEXT), written);
    context.getLogger("io.multiboard.sync.Test").info("unheard");
    context.getLogger("io.multiboard.sync.Test").warn("heard");
    assertThat(written())
        .matches(
            "\\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN  \\[[^\\]]+] io.multiboard.sync.Test heard\\R");
  }

  @Test
  void jsonIsOneObjectALine() {
    Logs.configure(context, new Logging(LogLevel.WARN, LogFormat.JSON), written);
    context.getLogger("a").warn("two\nlines \"quoted\"");
    assertThat(written())
        .hasLineCount(1)
        .startsWith("{\"timestamp\":\"")
        .contains(
            "\"level\":\"WARN\"", "\"logger\":\"a\"", "\"message\":\"two\\nlines \\\"quoted\\\"\"");
  }

  @Test
  void takesEscapeSequencesOutOfWhatOthersWrote() {
    assertThat(PlainText.of("a\u001b[31mb\u009bc\r\td\ne é漢")).isEqualTo("a?[31mb?c?\td\ne é漢");
    Logs.configure(context, new Logging(LogLevel.WARN, LogFormat.TEXT), written);
    context.getLogger("a").warn("server says \u001b]0;evil\u0007");
    assertThat(written()).contains("server says ?]0;evil?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "at postgres://u:canary@h/d | at postgres://u:***@h/d",
        "postgres://u:can/c@nary@h | postgres://u:***@h",
        "{user=u, password=canary, port=5} | {user=u, password=***, port=5}",
        "PGPASSWORD=canary x | PGPASSWORD=*** x",
        "\"password\": \"ca nary\", \"a\": 1 | \"password\": ***, \"a\": 1",
        "sslpassword='a b' | sslpassword=***",
        "ALTER ROLE r PASSWORD 'a''b' VALID | ALTER ROLE r PASSWORD '***' VALID",
        "no password here | no password here",
        "https://host:5432/path | https://host:5432/path"
      })
  void masksWhatLooksLikeAPassword(String text, String masked) {
    assertThat(Redaction.mask(text)).isEqualTo(masked);
  }
}
