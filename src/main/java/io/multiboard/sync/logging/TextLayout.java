package io.multiboard.sync.logging;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;

/// A line of the log for people: time, level, thread, logger, message, and the failure below.
final class TextLayout extends PatternLayout {
  TextLayout() {
    setPattern("%d{HH:mm:ss.SSS} %-5level [%thread] %logger{30} %msg%n%ex");
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    return PlainText.of(Redaction.mask(super.doLayout(event)));
  }
}
