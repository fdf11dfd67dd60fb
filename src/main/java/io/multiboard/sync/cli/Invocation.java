package io.multiboard.sync.cli;

import io.multiboard.sync.cli.progress.JsonLine;
import io.multiboard.sync.cli.progress.JsonProgress;
import io.multiboard.sync.cli.progress.LineProgress;
import io.multiboard.sync.cli.progress.Progress;
import io.multiboard.sync.cli.progress.TerminalProgress;
import io.multiboard.sync.event.ProgressBoard;
import io.multiboard.sync.event.Stage;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.logging.Logs;
import io.multiboard.sync.logging.PlainText;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.LoginEnvironment;
import io.multiboard.sync.settings.Settings;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One verb while it does its work: reads the settings, shows progress, prints the answer or the
/// failure. Not thread-safe.
final class Invocation {
  /// What `pg_stat_activity` shows for our sessions.
  static final String APPLICATION = "multiboard-sync";

  private static final Logger LOG = LoggerFactory.getLogger(Invocation.class);

  /// What a verb does.
  @FunctionalInterface
  interface Work {
    Answer run(Invocation invocation) throws Exception;
  }

  private final Surroundings surroundings;
  private final OutputFormat format;
  private final Settings settings;
  private final LogRoute log;

  private Invocation(
      Surroundings surroundings, OutputFormat format, Settings settings, LogRoute log) {
    this.surroundings = surroundings;
    this.format = format;
    this.settings = settings;
    this.log = log;
  }

  /// Runs a verb's work to its exit status.
  static int run(Surroundings surroundings, OutputOptions output, Work work) {
    try (Interruption interruption = Interruption.watch(Thread.currentThread(), surroundings)) {
      return attempt(surroundings, output, work, interruption);
    }
  }

  private static int attempt(
      Surroundings surroundings, OutputOptions output, Work work, Interruption interruption) {
    try (Profile _ = Profile.start(output.profile())) {
      Settings settings = Settings.from(surroundings.environment());
      LogRoute log = new LogRoute(surroundings.err());
      Logs.start(settings.logging(), log);
      settings.unknown().forEach(name -> LOG.warn("the variable {} is not known", name));
      Invocation invocation = new Invocation(surroundings, output.format(), settings, log);
      Answer answer = work.run(invocation);
      invocation.print(answer);
      int status = heard(surroundings, answer.status());
      if (answer.isWhole() && status == ExitStatus.DONE) {
        interruption.allDone();
      }
      return status;
    } catch (Exception | OutOfMemoryError failure) {
      LOG.debug("the command failed", failure);
      FailureReport report = FailureReport.of(failure);
      print(report, surroundings, output.format());
      return interruption.hasBegun() ? ExitStatus.INTERRUPTED : report.status();
    }
  }

  /// What was done stays done, but who asked must not take silence for a result.
  private static int heard(Surroundings surroundings, int status) {
    if (!surroundings.out().checkError()) {
      return status;
    }
    surroundings
        .err()
        .println(
            "error: standard output takes nothing more (a closed pipe or a full disk), so part of what was to be printed there is lost");
    surroundings
        .err()
        .println(
            status == ExitStatus.DONE
                ? "  what was asked for is done all the same"
                : "  and what was asked for is not done");
    return status == ExitStatus.DONE ? ExitStatus.FAILED : status;
  }

  private static void print(FailureReport report, Surroundings surroundings, OutputFormat format) {
    report.print(surroundings.err());
    if (format == OutputFormat.Json) {
      surroundings.out().println(JsonLine.of(report.object()));
    }
  }

  /// Prints an answer now, for a verb that goes on after it and then returns [Answer#told].
  void tell(Answer answer) {
    print(answer);
  }

  private void print(Answer answer) {
    if (answer.fields().isEmpty()) {
      return;
    }
    switch (format) {
      case Text -> print(answer.text(), surroundings.out());
      case Json -> {
        print(answer.text(), surroundings.err());
        surroundings.out().println(JsonLine.of(answer.object()));
      }
    }
    surroundings.out().flush();
  }

  private static void print(List<String> lines, PrintStream stream) {
    lines.forEach(line -> stream.println(PlainText.of(line)));
  }

  Settings settings() {
    return settings;
  }

  /// Where a database argument leads.
  ///
  /// @param argument what it is called, such as `--source`
  Connector connector(String argument, String database) {
    LoginEnvironment logins = new LoginEnvironment(surroundings.environment());
    try {
      return new Connector(logins.resolve(database), APPLICATION);
    } catch (SyncException refused) {
      throw new SyncException(
          refused.reason(), argument + ": " + refused.getMessage(), refused.remedy(), refused);
    }
  }

  /// Shows a run until it is closed.
  ///
  /// @param title what is copied where
  /// @param parts the stages that move rows
  Progress progress(String title, Set<Stage> parts) {
    ProgressBoard board = new ProgressBoard(parts, System::nanoTime);
    Progress progress =
        switch (format) {
          case Json -> new JsonProgress(board, surroundings.out(), surroundings.err());
          case Text ->
              moving(board, title).orElseGet(() -> new LineProgress(board, surroundings.err()));
        };
    return new RoutedProgress(progress, log);
  }

  private Optional<Progress> moving(ProgressBoard board, String title) {
    return surroundings.interactive()
        ? TerminalProgress.onStandardError(board, surroundings.err(), title)
        : Optional.empty();
  }
}
