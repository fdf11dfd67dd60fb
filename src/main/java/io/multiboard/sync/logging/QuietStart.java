package io.multiboard.sync.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.multiboard.sync.settings.Settings.LogFormat;
import io.multiboard.sync.settings.Settings.LogLevel;
import io.multiboard.sync.settings.Settings.Logging;

/// What logback finds when it starts, instead of a configuration file: warnings to standard error,
/// until [Logs#start] says otherwise.
public final class QuietStart extends ContextAwareBase implements Configurator {
  @Override
  public ExecutionStatus configure(LoggerContext context) {
    Logs.configure(context, new Logging(LogLevel.WARN, LogFormat.TEXT), System.err);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
