package io.multiboard.sync.cli;

import io.multiboard.sync.app.DemoDatabases;
import io.multiboard.sync.cli.progress.Words;
import io.multiboard.sync.demo.DemoServers;
import io.multiboard.sync.engine.SyncReport;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What shows that the demo did what it says.
///
/// @param newestBefore the day of the target's newest order before the sync
record DemoProof(String newestBefore) {

  /// Looks at the target before it is overwritten.
  static DemoProof read(DemoDatabases databases) {
    return new DemoProof(newestOrder(databases.target()));
  }

  private static String newestOrder(Connector database) {
    try (Session session = database.open()) {
      return session.queryOne(
          "SELECT max(placed_at)::date::text FROM sales.orders", row -> row.getString(1));
    }
  }

  /// What the demo did.
  Answer answer(
      DemoServers servers, DemoDatabases databases, SyncReport report, DemoEnding ending) {
    double seconds = SyncText.seconds(report);
    String newestAfter = newestOrder(databases.target());
    List<String> text = new ArrayList<>();
    text.add(SyncText.line(report));
    text.add(
        "Verified: each table of the copy has the rows that were counted in the source's snapshot.");
    text.add("The target's newest order: %s before, %s now.".formatted(newestBefore, newestAfter));
    text.add(
        "Archive:  %s, %s%s"
            .formatted(
                report.exported().archive().folder(),
                Words.bytes(report.exported().archive().bytes()),
                ending == DemoEnding.REMOVES_FOLDER
                    ? " (removed at the end; --keep leaves it)"
                    : ""));
    text.addAll(nextSteps(servers, databases, ending));
    return Answer.done(
        text,
        Answer.fields(
            "source", databases.sourceUrl(),
            "target", databases.targetUrl(),
            "passwordFile", servers.passwordFile().toString(),
            "archive", report.exported().archive().folder(),
            "archiveBytes", report.exported().archive().bytes(),
            "tables", report.exported().tables(),
            "rows", report.imported().rows(),
            "bytes", report.exported().bytes(),
            "verified", report.imported().verified(),
            "seconds", seconds,
            "newestOrderBefore", newestBefore,
            "newestOrderAfter", newestAfter,
            "wayBack", WayBackText.fields(report.imported().former(), databases.targetUrl()),
            "serversRun", ending == DemoEnding.WAITS));
  }

  private static List<String> nextSteps(
      DemoServers servers, DemoDatabases databases, DemoEnding ending) {
    List<String> text = new ArrayList<>();
    text.add("");
    text.add("Go back:  " + WayBackText.command(databases.targetUrl()));
    String password =
        "export PGPASSFILE=" + TypedDatabase.quoted(servers.passwordFile().toString());
    switch (ending) {
      case WAITS -> {
        text.add("Look in:  psql " + TypedDatabase.quoted(databases.targetUrl()));
        text.add("Both find the password after: " + password);
      }
      case KEEPS_FOLDER -> {
        text.add("          once the target's server, which has ended with the demo, runs again:");
        text.add("  " + password);
        text.add("  " + words(servers.startTargetCommand()));
      }
      case REMOVES_FOLDER ->
          text.add(
              "          while the demo's servers run: with --exit they have ended, without it they wait for you.");
    }
    return text;
  }

  private static String words(List<String> command) {
    return command.stream().map(TypedDatabase::quoted).collect(Collectors.joining(" "));
  }
}
