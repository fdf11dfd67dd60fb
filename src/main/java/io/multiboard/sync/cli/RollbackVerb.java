package io.multiboard.sync.cli;

import io.multiboard.sync.cli.progress.Progress;
import io.multiboard.sync.engine.Rollback;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.settings.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// `rollback --target DB`.
@Command(
    name = "rollback",
    customSynopsis = "multiboard-sync rollback --target DB [OPTIONS]",
    sortOptions = false,
    optionListHeading = "%n",
    description =
        "Puts the database that the last swap replaced back in its place, in one transaction. What makes way for it is kept in turn: a"
            + " second rollback takes the first back.",
    footer = {
      "",
      "Safety: ends the sessions on the target. Where no former database is kept any "
          + "more nothing is changed.",
      "",
      "Example:",
      "  multiboard-sync rollback --target postgres://me@localhost/shop_staging"
    })
final class RollbackVerb implements Callable<Integer> {
  private final Surroundings surroundings;
  private Optional<Duration> keepPrevious = Optional.empty();

  @Mixin private TargetOption target = new TargetOption();
  @Mixin private OutputOptions output = new OutputOptions();

  RollbackVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Option(
      names = "--keep-previous",
      paramLabel = "DURATION",
      order = 36,
      description =
          "How long the database that makes way is kept, such as 24h (the default) or 7d.")
  void keepPrevious(String text) {
    keepPrevious =
        Optional.of(
            TimeSpan.parse(text)
                .orElseThrow(() ->
                    new TypeConversionException("it is not a duration such as 90m, 24h or 7d")));
  }

  @Override
  public Integer call() {
    return Invocation.run(surroundings, output, this::rollBack);
  }

  private Answer rollBack(Invocation invocation) {
    Connector connector = invocation.connector("--target", target.database());
    Rollback.Request request =
        new Rollback.Request(
            connector,
            RunId.next(Instant.now()),
            keepPrevious.orElse(invocation.settings().transfer().keepPrevious()),
            Guards.of(invocation, Optional.empty(), false));
    try (Progress progress =
        invocation.progress("roll back " + connector.address().display(), Set.of())) {
      return answer(new Rollback(progress).run(request));
    }
  }

  private Answer answer(Rollback.Report report) {
    List<String> text = new ArrayList<>();
    text.add(
        "\"%s\" is again the database that the run %s had replaced."
            .formatted(report.target(), report.restored().runId()));
    text.addAll(WayBackText.lines(report.former(), target.database()));
    return Answer.done(
        text,
        Answer.fields(
            "target", report.target(),
            "restored", report.restored().name(),
            "replacedByRun", report.restored().runId(),
            "wayBack", WayBackText.fields(report.former(), target.database())));
  }
}
