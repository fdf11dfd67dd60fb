package io.multiboard.sync.cli;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.DatabaseAddress;
import io.multiboard.sync.postgres.LoginEnvironment;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `init --source DB --target DB`.
@Command(
    name = "init",
    customSynopsis = "multiboard-sync init --source DB --target DB [OPTIONS]",
    sortOptions = false,
    optionListHeading = "%n",
    description = {
      "Prints what a copy needs: a DatabaseConnection for each side, a DatabaseSync, the Secrets, and the SQL that makes a role for each side with the rights that it needs and no more. Asks nothing and connects to nothing.",
      "The output as a whole is YAML, for kubectl apply -f - or run -f -, with the SQL as comments; --part prints one of its parts alone. The users of the URLs are the roles that the SQL makes; without one they are multiboard_reader and multiboard_loader."
    },
    footer = {
      "",
      "Safety: a password that a URL or PGPASSWORD holds is printed, in the Secret and in the "
          + "SQL; without one the Secret says CHANGE-ME, which run refuses. The mark that lets a "
          + "target be overwritten is not set: multiboard-sync allow does.",
      "",
      "Examples:",
      "  multiboard-sync init --source postgres://prod.example.org/shop --target postgres://staging.example.org/shop > shop.yaml",
      "  multiboard-sync init --source env:SHOP --target env:STAGING --part target-sql | psql -h staging.example.org postgres"
    })
final class InitVerb implements Callable<Integer> {
  private static final int LONGEST_NAME = 52;

  private final Surroundings surroundings;

  /// What is printed.
  enum Part {
    All,
    Manifests,
    SourceSql,
    TargetSql
  }

  @Mixin private SourceOption source = new SourceOption();
  @Mixin private TargetOption target = new TargetOption();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      order = 20,
      description =
          "The name of the sync; its connections are NAME-source and NAME-target. Without it, after the target's database.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--namespace",
      paramLabel = "NAMESPACE",
      order = 21,
      description = "The namespace that the manifests name; none without it.")
  private Optional<String> namespace = Optional.empty();

  @Option(
      names = "--schedule",
      paramLabel = "CRON",
      order = 22,
      description =
          "When to copy, as five fields of cron. Without it the sync has a trigger, and copies once.")
  private Optional<String> schedule = Optional.empty();

  @Option(
      names = "--part",
      paramLabel = "all|manifests|source-sql|target-sql",
      order = 23,
      description = "What to print; all is the default.")
  private Part part = Part.All;

  @Mixin private OutputOptions output = new OutputOptions();

  InitVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return Invocation.run(surroundings, output, _ -> init());
  }

  private Answer init() {
    DatabaseAddress from = address("--source", source.database(), "multiboard_reader");
    DatabaseAddress into = address("--target", target.database(), "multiboard_loader");
    InitManifests manifests =
        new InitManifests(name(into.database()), namespace, schedule, from, into);
    String yaml = manifests.text();
    String sourceSql = InitGrants.source(from);
    String targetSql = InitGrants.target(into);
    String shown =
        switch (part) {
          case All -> yaml + comment(sourceSql) + comment(targetSql);
          case Manifests -> yaml;
          case SourceSql -> sourceSql;
          case TargetSql -> targetSql;
        };
    return Answer.done(
        shown.lines().toList(),
        Answer.fields("manifests", yaml, "sourceSql", sourceSql, "targetSql", targetSql));
  }

  private static String comment(String sql) {
    StringBuilder text = new StringBuilder("---\n");
    sql.lines().forEach(line -> text.append(("# " + line).stripTrailing()).append('\n'));
    return text.toString();
  }

  private DatabaseAddress address(String option, String database, String user) {
    Map<String, String> variables = new HashMap<>(surroundings.environment());
    variables.putIfAbsent("PGUSER", user);
    try {
      DatabaseAddress address = new LoginEnvironment(variables).resolve(database);
      if ((address.user() + address.database()).chars().anyMatch(Character::isISOControl)) {
        throw new SyncException(
            Reason.InvalidUsage,
            "a name with control characters stands in no manifest",
            "Write the manifests by hand; docs/operator.md shows how.");
      }
      return address;
    } catch (SyncException refused) {
      throw new SyncException(
          refused.reason(), option + ": " + refused.getMessage(), refused.remedy(), refused);
    }
  }

  private String name(String database) {
    String plain =
        name.orElseGet(() ->
            database
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", ""));
    if (!plain.matches("[a-z0-9]([-a-z0-9]{0," + (LONGEST_NAME - 2) + "}[a-z0-9])?")) {
      throw new SyncException(
          Reason.InvalidUsage,
          "\""
              + plain
              + "\" is no name for a resource: up to "
              + LONGEST_NAME
              + " lower case letters, digits and '-'",
          "Give another by --name NAME.");
    }
    return plain;
  }
}
