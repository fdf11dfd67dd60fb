package io.multiboard.sync.cli;

import io.multiboard.sync.cli.progress.Words;
import io.multiboard.sync.engine.Check;
import io.multiboard.sync.engine.preflight.LoginRole;
import io.multiboard.sync.engine.target.DatabaseSessions;
import io.multiboard.sync.engine.target.FormerDatabase;
import io.multiboard.sync.postgres.Connector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `check DB`: connection, version, privileges, former databases.
@Command(
    name = "check",
    customSynopsis = "multiboard-sync check DB [OPTIONS]",
    sortOptions = false,
    parameterListHeading = "%n",
    optionListHeading = "",
    description =
        "Connects to a database and says what it is, what its user may do there, and which former databases wait as a way back.",
    footer = {
      "",
      "Safety: a server must prove itself by TLS (sslmode=verify-full) unless it is on "
          + "this machine or the URL says otherwise; the password is not sent before. Changes "
          + "nothing, but that former databases whose time is over are removed.",
      "",
      "Example:",
      "  multiboard-sync check postgres://parts@db.example.org/catalogue"
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
    Connector connector = invocation.connector("DB", database);
    return answer(connector, new Check(connector).lookAndTidy(RunId.next(Instant.now())));
  }

  private static Answer answer(Connector connector, Check.Report report) {
    SequencedMap<String, Object> fields =
        Answer.fields(
            "database", connector.address().display(),
            "version", report.server().text(),
            "tls", connector.address().tls().mode().sslMode(),
            "bytes", report.bytes(),
            "tables", report.tables(),
            "unreadableTables", report.unreadable(),
            "owner", report.owner(),
            "overwritable", report.overwritable(),
            "mayCreateDatabases", report.login().createsDatabases(),
            "mayEndSessions", report.login().endsSessions(),
            "superuser", report.login().superuser(),
            "standby", report.login().inRecovery(),
            "connectionsLeft", report.login().connectionsLeft(),
            "systemIdentifier",
                report.identity().map(identity -> Long.toUnsignedString(identity.system())),
            "sessions", report.clients().stream().map(DatabaseSessions.Client::display).toList(),
            "formerDatabases", report.formers().stream().map(CheckVerb::fields).toList(),
            "removedDatabases", report.removed());
    return Answer.done(text(connector, report), fields);
  }

  private static Map<String, Object> fields(FormerDatabase former) {
    return Answer.fields("database", former.name(), "run", former.runId(), "until", former.until());
  }

  private static List<String> text(Connector connector, Check.Report report) {
    List<String> text = new ArrayList<>();
    text.add("database   " + connector.address().display());
    text.add(
        "version    "
            + report.server().text()
            + (report.login().inRecovery() ? ", a standby" : ""));
    text.add("tls        " + connector.address().tls().mode().sslMode());
    text.add(
        "size       %s, %s tables with rows%s"
            .formatted(
                Words.bytes(report.bytes()),
                Words.exact(report.tables()),
                report.unreadable() == 0
                    ? ""
                    : "; of tables and sequences this user may not read "
                        + Words.exact(report.unreadable())));
    text.add("owner      " + report.owner());
    text.add("user       " + rights(report.login()));
    text.add(
        "target     "
            + (report.overwritable()
                ? "may be overwritten, its owner has marked it"
                : "not marked: it is overwritten only while it is empty"));
    report.clients().forEach(client -> text.add("in use     " + client.display()));
    report
        .formers()
        .forEach(former ->
            text.add("way back   \"%s\" until %s".formatted(former.name(), former.until())));
    report.removed().forEach(name -> text.add("removed    the former database \"" + name + "\""));
    return text;
  }

  private static String rights(LoginRole login) {
    List<String> rights = new ArrayList<>();
    rights.add("\"" + login.name() + "\"");
    rights.add(login.superuser() ? "a superuser" : "no superuser");
    rights.add(login.createsDatabases() ? "may create databases" : "may not create databases");
    rights.add(login.endsSessions() ? "may end others' sessions" : "may not end others' sessions");
    rights.add(login.connectionsLeft() + " connections left");
    return String.join(", ", rights);
  }
}
