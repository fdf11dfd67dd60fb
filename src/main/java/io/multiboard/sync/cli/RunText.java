package io.multiboard.sync.cli;

import io.multiboard.sync.app.RunResult;
import io.multiboard.sync.cli.progress.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How runs of manifests ended, for people and machines. Thread-safe.
final class RunText {
  private RunText() {}

  static Answer answer(List<RunResult> results) {
    boolean done = results.stream().allMatch(RunResult::succeeded);
    List<String> text = results.stream().flatMap(each -> lines(each).stream()).toList();
    return new Answer(
        done ? ExitStatus.DONE : ExitStatus.FAILED,
        text,
        Answer.fields("succeeded", done, "runs", results.stream().map(RunText::fields).toList()));
  }

  private static List<String> lines(RunResult result) {
    List<String> text = new ArrayList<>();
    text.add(
        "%s of %s: %s (run %s)"
            .formatted(
                result.operation(),
                result.about(),
                result.succeeded() ? "succeeded" : "failed, " + result.reason(),
                result.run()));
    text.add("  " + result.message());
    result
        .proof()
        .ifPresent(proof ->
            text.add(
                "  Verified: %s tables, %s rows"
                    .formatted(Words.exact(proof.tables()), Words.exact(proof.rows()))));
    result.target().ifPresent(target -> text.add("  Target:   " + target));
    result.archive().ifPresent(archive -> text.add("  Archive:  " + archive));
    result
        .wayBack()
        .ifPresent(back ->
            text.add(
                "  Way back: \"%s\" until %s; a run with operation Rollback puts it back"
                    .formatted(back.database(), back.until())));
    result.plan().ifPresent(plan -> plan(plan, text));
    result
        .database()
        .ifPresent(seen ->
            text.add(
                "  PostgreSQL %s, %s, %s"
                    .formatted(
                        seen.version(),
                        Words.bytes(seen.bytes()),
                        seen.overwritable() ? "marked as overwritable" : "not marked")));
    return text;
  }

  private static void plan(RunResult.Plan plan, List<String> text) {
    text.add(
        "  Would copy %s tables, %s rows, %s"
            .formatted(
                Words.exact(plan.tables()), Words.exact(plan.rows()), Words.bytes(plan.bytes())));
    for (RunResult.Finding finding : plan.findings()) {
      String kind = finding.blocking() ? "forbidden" : "note";
      text.add("  %s: %s (%s)".formatted(kind, finding.message(), finding.reason()));
      if (!finding.remedy().isEmpty()) {
        text.add("    what to do: " + finding.remedy());
      }
    }
  }

  private static Map<String, Object> fields(RunResult result) {
    return Answer.fields(
        "run", result.run(),
        "about", result.about(),
        "operation", result.operation(),
        "succeeded", result.succeeded(),
        "reason", result.reason(),
        "message", result.message(),
        "target", result.target(),
        "archive", result.archive(),
        "wayBack",
            result
                .wayBack()
                .map(back -> Answer.fields("database", back.database(), "until", back.until())),
        "verified",
            result
                .proof()
                .map(proof -> Answer.fields("tables", proof.tables(), "rows", proof.rows())),
        "plan", result.plan().map(RunText::fields),
        "database",
            result
                .database()
                .map(seen ->
                    Answer.fields(
                        "version", seen.version(),
                        "bytes", seen.bytes(),
                        "overwritable", seen.overwritable())));
  }

  private static Map<String, Object> fields(RunResult.Plan plan) {
    return Answer.fields(
        "tables", plan.tables(),
        "rows", plan.rows(),
        "bytes", plan.bytes(),
        "findings",
            plan.findings().stream()
                .map(each ->
                    Answer.fields(
                        "rule", each.rule(),
                        "reason", each.reason(),
                        "message", each.message(),
                        "remedy", each.remedy(),
                        "blocking", each.blocking()))
                .toList());
  }
}
