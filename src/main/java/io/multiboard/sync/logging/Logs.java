package io.multiboard.sync.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import io.multiboard.sync.settings.Settings.LogFormat;
import io.multiboard.sync.settings.Settings.LogLevel;
import io.multiboard.sync.settings.Settings.Logging;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;

/// Sets the log up. Thread-safe.
public final class Logs {
  private Logs() {}

  /// Sends the log of the whole process, the driver's too, to a stream, and nowhere else.
  ///
  /// @param stream stays open
  public static void start(Logging settings, OutputStream stream) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      configure(context, settings, stream);
      DriverLog.install(settings.level());
    }
  }

  static void configure(LoggerContext context, Logging settings, OutputStream stream) {
    context.reset();
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setName("log");
    appender.setEncoder(encoder(context, settings.format()));
    appender.setOutputStream(new OpenStream(stream));
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(level(settings.level()));
    root.addAppender(appender);
  }

  private static LayoutWrappingEncoder<ILoggingEvent> encoder(
      LoggerContext context, LogFormat format) {
    Layout<ILoggingEvent> layout =
        switch (format) {
          case TEXT -> new TextLayout();
          case JSON -> new JsonLayout();
        };
    layout.setContext(context);
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setLayout(layout);
    encoder.start();
    return encoder;
  }

  private static Level level(LogLevel level) {
    return switch (level) {
      case ERROR -> Level.ERROR;
      case WARN -> Level.WARN;
      case INFO -> Level.INFO;
      case DEBUG -> Level.DEBUG;
      case TRACE -> Level.TRACE;
    };
  }
}
