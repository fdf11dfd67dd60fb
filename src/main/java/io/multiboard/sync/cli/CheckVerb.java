package io.multiboard.sync.cli;

import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `check DB`: connection, version, privileges.
@Command(
    name = "check",
    description =
        "Connects to a database and says what it is and what its user may do. Changes nothing.",
    footer = {
      "",
      "Safety: TLS with verification of the server (sslmode=verify-full) is the default except on this machine; the password is sent",
      "only to a server that proved itself.",
      "",
      "Example:",
      "  multiboard-sync check 'postgres://parts@db.example.org/catalogue'"
    })
final class CheckVerb implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(
      paramLabel = "DB",
      description = "The database: a postgres:// URL, or env:NAME to take it from a variable.")
  private String database = "";

  CheckVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return Invocation.run(surroundings, output, this::check);
  }

  private Answer check(Invocation invocation) {
    Connector connector = invocation.connector(database);
    try (Session session = connector.open()) {
      return answer(connector, session);
    }
  }

  private static Answer answer(Connector connector, Session session) {
    SequencedMap<String, Object> fields =
        Answer.fields(
            "database", connector.address().display(), "version", session.version().text());
    List<String> text = new ArrayList<>();
    fields.forEach((name, value) -> text.add("%-10s %s".formatted(name, value)));
    return Answer.done(text, fields);
  }
}
