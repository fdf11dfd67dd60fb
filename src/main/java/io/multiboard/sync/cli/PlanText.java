package io.multiboard.sync.cli;

import io.multiboard.sync.cli.progress.Words;
import io.multiboard.sync.engine.Plan;
import io.multiboard.sync.engine.target.DatabaseSessions;
import io.multiboard.sync.engine.target.Finding;
import io.multiboard.sync.event.SyncEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// A plan as an answer: status 1 where something forbids the run. Thread-safe.
final class PlanText {
  private PlanText() {}

  /// @param target as it was typed
  /// @param space where the archive would grow; empty where there is one already
  static Answer answer(Plan plan, String target, Optional<ArchiveSpace> space) {
    int status = plan.isForbidden() ? ExitStatus.FAILED : ExitStatus.DONE;
    List<String> text = text(plan);
    SequencedMap<String, Object> fields = fields(plan, target);
    space.ifPresent(room -> {
      text.add(2, archiveLine(plan, room));
      fields.put("archiveFolder", room.folder());
      fields.put("archiveFreeBytes", room.free());
      room.warning(plan.bytes()).ifPresent(notice -> text.addAll(lines(notice)));
    });
    text.add(verdict(plan, target));
    return new Answer(status, text, fields);
  }

  private static String archiveLine(Plan plan, ArchiveSpace room) {
    return "Archive:  %s, %s at most, %s free%s"
        .formatted(
            room.folder(),
            Words.bytes(Math.max(0, plan.bytes())),
            Words.bytes(room.free()),
            room.kept() ? "" : "; removed after the run (--archive DIR keeps it)");
  }

  private static List<String> text(Plan plan) {
    List<String> text = new ArrayList<>();
    text.add(
        "Target:   \"%s\" on PostgreSQL %s, %s"
            .formatted(plan.target(), plan.targetServer().text(), state(plan)));
    text.add(
        "Copy:     %s entries, %s tables%s%s"
            .formatted(
                Words.exact(plan.entries()),
                Words.exact(plan.tables()),
                plan.rows() < 0 ? "" : ", about " + Words.exact(plan.rows()) + " rows",
                plan.bytes() < 0 ? "" : ", about " + Words.bytes(plan.bytes())));
    text.add(roomLine(plan));
    plan.clients()
        .forEach(client -> text.add("In use:   " + client.display() + ", which the swap ends"));
    plan.former()
        .ifPresent(former ->
            text.add(
                "Way back: \"%s\" waits now, and gives way to the database that this run replaces"
                    .formatted(former.name())));
    plan.findings().forEach(finding -> text.addAll(lines(finding)));
    return text;
  }

  private static String verdict(Plan plan, String target) {
    if (plan.isForbidden()) {
      return "Verdict:  the run would be refused, and nothing changed.";
    }
    return plan.leavesWayBack()
        ? "Verdict:  nothing forbids the run; it would end with a way back by "
            + WayBackText.command(target)
        : "Verdict:  nothing forbids the run; there would be no former database to go back to.";
  }

  private static String roomLine(Plan plan) {
    String needed =
        plan.neededBytes().isPresent()
            ? "about " + Words.bytes(plan.neededBytes().getAsLong())
            : plan.bytes() < 0
                ? "what the copy and its indexes take"
                : "about " + Words.bytes(plan.bytes()) + " and what the indexes take";
    return "Room:     %s on the target's server, beside the former database; %s"
        .formatted(
            needed,
            plan.freeBytes().isPresent()
                ? Words.bytes(plan.freeBytes().getAsLong()) + " are free there"
                : "how much is free there cannot be seen from here");
  }

  private static String state(Plan plan) {
    if (!plan.targetExists()) {
      return "does not exist yet and would be created";
    }
    return plan.targetEmpty() ? "exists and is empty" : "exists and is not empty";
  }

  private static List<String> lines(Finding finding) {
    List<String> lines = new ArrayList<>();
    String kind = finding.blocking() ? "Forbids:  " : "Note:     ";
    lines.add(kind + finding.message() + " (" + finding.rule() + ", " + finding.reason() + ")");
    if (!finding.remedy().isEmpty()) {
      lines.add("          what to do: " + finding.remedy());
    }
    return lines;
  }

  private static List<String> lines(SyncEvent.Noticed notice) {
    return List.of(
        "Note:     " + notice.message() + " (" + notice.subject() + ")",
        "          what to do: " + notice.remedy().orElse(""));
  }

  private static SequencedMap<String, Object> fields(Plan plan, String target) {
    SequencedMap<String, Object> fields =
        Answer.fields(
            "target", plan.target(),
            "targetServer", plan.targetServer().text(),
            "targetExists", plan.targetExists(),
            "targetEmpty", plan.targetEmpty(),
            "entries", plan.entries(),
            "tables", plan.tables());
    if (plan.rows() >= 0) {
      fields.put("rows", plan.rows());
    }
    if (plan.bytes() >= 0) {
      fields.put("bytes", plan.bytes());
    }
    plan.neededBytes().ifPresent(bytes -> fields.put("targetNeededBytes", bytes));
    plan.freeBytes().ifPresent(bytes -> fields.put("targetFreeBytes", bytes));
    fields.put("sessions", plan.clients().stream().map(DatabaseSessions.Client::display).toList());
    fields.put("wayBackNow", WayBackText.fields(plan.former(), target));
    fields.put("leavesWayBack", plan.leavesWayBack());
    fields.put("forbidden", plan.isForbidden());
    fields.put("findings", plan.findings().stream().map(PlanText::fields).toList());
    return fields;
  }

  private static SequencedMap<String, Object> fields(Finding finding) {
    return Answer.fields(
        "rule", finding.rule(),
        "reason", finding.reason(),
        "blocking", finding.blocking(),
        "message", finding.message(),
        "remedy", finding.remedy());
  }
}
