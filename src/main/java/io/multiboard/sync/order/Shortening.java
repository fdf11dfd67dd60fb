package io.multiboard.sync.order;

import io.multiboard.sync.failure.Reason;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Ever shorter ways to tell an outcome.
final class Shortening {
  private static final int LONGEST_TEXT = 600;
  private static final int SHORTEST_TEXT = 150;
  private static final int FEW = 5;

  private Shortening() {}

  /// The outcome itself first, and the shortest last.
  static Stream<Outcome> of(Outcome outcome) {
    List<UnaryOperator<Outcome>> steps =
        List.of(
            UnaryOperator.identity(),
            lists(FEW, Report.MOST_TABLES, Report.MOST_REMOVED),
            lists(FEW, FEW, FEW),
            texts(LONGEST_TEXT),
            Shortening::withoutFindings,
            lists(0, FEW, FEW),
            texts(SHORTEST_TEXT),
            lists(0, 0, 0),
            Shortening::bare);
    return IntStream.rangeClosed(1, steps.size())
        .mapToObj(taken -> {
          Outcome told = outcome;
          for (UnaryOperator<Outcome> step : steps.subList(0, taken)) {
            told = step.apply(told);
          }
          return told;
        });
  }

  private static UnaryOperator<Outcome> lists(int slowest, int failed, int removed) {
    return outcome -> {
      Report told = outcome.report();
      return outcome.with(
          copy(
              told,
              told.database(),
              told.plan(),
              first(told.slowest(), slowest),
              first(told.failed(), failed),
              first(told.removed(), removed)));
    };
  }

  private static Outcome withoutFindings(Outcome outcome) {
    Report told = outcome.report();
    Optional<Report.Plan> plan =
        told.plan()
            .map(full ->
                new Report.Plan(
                    full.tables(), full.rows(), full.bytes(), full.freeBytes(), List.of()));
    return outcome.with(
        copy(told, told.database(), plan, told.slowest(), told.failed(), told.removed()));
  }

  private static Outcome bare(Outcome outcome) {
    Report told = outcome.report();
    Optional<Report.Database> database =
        told.database()
            .map(full ->
                new Report.Database(
                    cut(full.serverVersion(), SHORTEST_TEXT),
                    full.identity(),
                    full.bytes(),
                    full.tables(),
                    full.overwritable(),
                    full.empty(),
                    first(full.done(), FEW)));
    return outcome.with(copy(told, database, told.plan(), List.of(), List.of(), List.of()));
  }

  private static UnaryOperator<Outcome> texts(int longest) {
    return outcome ->
        switch (outcome) {
          case Outcome.Failed(Reason reason, String message, String remedy, Report report) ->
              new Outcome.Failed(reason, cut(message, longest), cut(remedy, longest), report);
          case Outcome.Succeeded told -> told;
          case Outcome.Interrupted told -> told;
          case Outcome.Cancelled told -> told;
        };
  }

  private static Report copy(
      Report told,
      Optional<Report.Database> database,
      Optional<Report.Plan> plan,
      List<Report.Table> slowest,
      List<Report.Table> failed,
      List<String> removed) {
    return new Report(
        told.role(),
        told.runId(),
        told.attempt(),
        told.started(),
        told.ended(),
        told.target(),
        told.archive(),
        told.verification(),
        database,
        told.wayBack(),
        plan,
        slowest,
        failed,
        removed);
  }

  private static <T> List<T> first(List<T> all, int most) {
    return all.size() <= most ? all : all.subList(0, most);
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
    return text.substring(0, end) + "…";
  }
}
