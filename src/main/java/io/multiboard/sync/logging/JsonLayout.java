package io.multiboard.sync.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A line of the log for machines: one JSON object.
final class JsonLayout extends LayoutBase<ILoggingEvent> {
  private final JsonFactory json = new JsonFactory();

  @Override
  public String doLayout(ILoggingEvent event) {
    StringWriter text = new StringWriter();
    try (JsonGenerator line = json.createGenerator(ObjectWriteContext.empty(), text)) {
      line.writeStartObject();
      line.writeStringProperty("timestamp", event.getInstant().toString());
      line.writeStringProperty("level", event.getLevel().toString());
      line.writeStringProperty("thread", event.getThreadName());
      line.writeStringProperty("logger", event.getLoggerName());
      line.writeStringProperty(
          "message", Redaction.mask(String.valueOf(event.getFormattedMessage())));
      for (var key : event.getMDCPropertyMap().entrySet()) {
        line.writeStringProperty(key.getKey(), Redaction.mask(key.getValue()));
      }
      IThrowableProxy failure = event.getThrowableProxy();
      if (failure != null) {
        line.writeStringProperty("error", Redaction.mask(ThrowableProxyUtil.asString(failure)));
      }
      line.writeEndObject();
    }
    return text.append('\n').toString();
  }
}
