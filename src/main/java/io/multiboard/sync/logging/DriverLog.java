package io.multiboard.sync.logging;

import io.multiboard.sync.settings.Settings.LogLevel;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// Takes what libraries log by `java.util.logging`, as the PostgreSQL driver does, into our log, so
/// that it is masked and goes where ours goes. Thread-safe.
final class DriverLog extends Handler {
  private final Formatter formatter = new SimpleFormatter();

  private DriverLog() {}

  /// Becomes the only handler of `java.util.logging`. The driver's many words come at `TRACE`
  /// alone.
  static void install(LogLevel level) {
    LogManager.getLogManager().reset();
    java.util.logging.Logger root = java.util.logging.Logger.getLogger("");
    root.setLevel(
        switch (level) {
          case ERROR -> Level.SEVERE;
          case WARN -> Level.WARNING;
          case INFO, DEBUG -> Level.INFO;
          case TRACE -> Level.ALL;
        });
    root.addHandler(new DriverLog());
  }

  @Override
  public void publish(LogRecord record) {
    Logger logger = LoggerFactory.getLogger(String.valueOf(record.getLoggerName()));
    LoggingEventBuilder line = logger.atLevel(level(record.getLevel()));
    Throwable thrown = record.getThrown();
    if (thrown != null) {
      line = line.setCause(thrown);
    }
    line.log(formatter.formatMessage(record));
  }

  private static org.slf4j.event.Level level(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return org.slf4j.event.Level.ERROR;
    }
    if (level.intValue() >= Level.WARNING.intValue()) {
      return org.slf4j.event.Level.WARN;
    }
    return level.intValue() >= Level.INFO.intValue()
        ? org.slf4j.event.Level.INFO
        : org.slf4j.event.Level.TRACE;
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
