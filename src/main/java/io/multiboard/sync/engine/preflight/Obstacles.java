package io.multiboard.sync.engine.preflight;

import io.multiboard.sync.engine.target.DatabaseSessions;
import io.multiboard.sync.engine.target.Finding;
import io.multiboard.sync.engine.target.TargetDatabase;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.postgres.Session;
import io.multiboard.sync.postgres.SqlResource;
import java.util.ArrayList;
import java.util.List;

/// What stands in the way of renaming a database.
final class Obstacles {
  private static final String RULE = "use of the target";

  private Obstacles() {}

  private record Obstacle(String kind, String name) {}

  static List<Finding> findings(
      Session maintenance, TargetDatabase target, List<DatabaseSessions.Client> clients) {
    List<Finding> findings = new ArrayList<>();
    if (target.template()) {
      findings.add(
          forbids(
              "\"" + target.name() + "\" is a template for new databases",
              "ALTER DATABASE … IS_TEMPLATE false, or name another target"));
    }
    String sql = SqlResource.text(Obstacles.class, "obstacles", maintenance.version());
    String name = target.name();
    maintenance
        .query(
            sql,
            row -> new Obstacle(row.getString("kind"), row.getString("name")),
            name,
            name,
            name)
        .forEach(obstacle -> findings.add(forbids(obstacle, name)));
    findings.addAll(sessions(clients));
    return findings;
  }

  private static Finding forbids(Obstacle obstacle, String target) {
    return forbids(
        "\"%s\" has the %s \"%s\"".formatted(target, obstacle.kind(), obstacle.name()),
        "end or drop it: a database that has one cannot be renamed");
  }

  private static Finding forbids(String message, String remedy) {
    return Finding.forbids(RULE, Reason.TargetInUse, message, remedy);
  }

  private static List<Finding> sessions(List<DatabaseSessions.Client> clients) {
    List<Finding> findings = new ArrayList<>();
    List<DatabaseSessions.Client> fixed = clients.stream().filter(c -> !c.endable()).toList();
    if (!fixed.isEmpty()) {
      findings.add(
          Finding.forbids(
              RULE,
              Reason.MissingPrivilege,
              "sessions are on the target that the importing role may not end: " + list(fixed),
              "GRANT pg_signal_backend to it, or end them; a superuser's only a superuser may end"));
    }
    List<DatabaseSessions.Client> ended =
        clients.stream().filter(DatabaseSessions.Client::endable).toList();
    if (!ended.isEmpty()) {
      findings.add(
          Finding.tells(
              RULE, Reason.TargetInUse, "sessions that the swap will end: " + list(ended), ""));
    }
    return findings;
  }

  private static String list(List<DatabaseSessions.Client> clients) {
    return Some.of(clients.stream().map(DatabaseSessions.Client::display).toList(), "; ");
  }
}
