package io.multiboard.sync.engine.preflight;

import io.multiboard.sync.engine.privilege.ActingRoles;
import io.multiboard.sync.engine.restore.NeededRoles;
import io.multiboard.sync.engine.target.Finding;
import io.multiboard.sync.engine.target.ImportOptions;
import io.multiboard.sync.engine.target.Ownership;
import io.multiboard.sync.engine.target.Privileges;
import io.multiboard.sync.engine.toc.EntryKind;
import io.multiboard.sync.engine.toc.TableOfContents;
import io.multiboard.sync.engine.toc.TocEntry;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.postgres.ServerVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Whether a server has what a table of contents needs. Pure.
final class ContentsChecks {
  private static final Pattern QUOTED = Pattern.compile("'([^']*)'");

  private final TableOfContents contents;
  private final ImportOptions options;
  private final LoginRole login;

  ContentsChecks(TableOfContents contents, ImportOptions options, LoginRole login) {
    this.contents = contents;
    this.options = options;
    this.login = login;
  }

  List<Finding> findings(ServerSupply supply, ServerVersion version, ActingRoles acting) {
    List<Finding> findings = new ArrayList<>();
    encoding().ifPresent(findings::add);
    findings.addAll(
        new NewerSyntax(contents, options.privileges() == Privileges.Source).findings(version));
    insertedRows().ifPresent(findings::add);
    findings.addAll(extensions(supply));
    findings.addAll(roles(supply, acting));
    tablespaces(supply).ifPresent(findings::add);
    return findings;
  }

  /// The encoding of the archive's texts, which the driver fixes to UTF-8.
  private Optional<Finding> encoding() {
    return statements(EntryKind.ENCODING)
        .map(entry -> QUOTED.matcher(entry.definition()))
        .filter(Matcher::find)
        .map(match -> match.group(1))
        .filter(name -> !name.equals("UTF8"))
        .findFirst()
        .map(name ->
            Finding.forbids(
                "encoding",
                Reason.UnsupportedEncoding,
                "the archive is encoded in " + name + ", and only UTF8 can be imported",
                "dump again with pg_dump --encoding=UTF8"));
  }

  private Optional<Finding> insertedRows() {
    return contents
        .tableData()
        .filter(data -> data.copyStatement().isEmpty())
        .findFirst()
        .map(data ->
            Finding.forbids(
                "archive",
                Reason.ArchiveUnsupported,
                "the archive has rows as INSERT statements, as those of \"%s\""
                    .formatted(data.header().displayName()),
                "dump again without --inserts"));
  }

  private List<Finding> extensions(ServerSupply supply) {
    Set<String> missing = new TreeSet<>();
    Set<String> forbidden = new TreeSet<>();
    statements(EntryKind.EXTENSION)
        .map(entry -> entry.header().tag())
        .forEach(name -> {
          if (!supply.extensions().containsKey(name)) {
            missing.add(name);
          } else if (!login.superuser() && !Boolean.TRUE.equals(supply.extensions().get(name))) {
            forbidden.add(name);
          }
        });
    List<Finding> findings = new ArrayList<>();
    if (!missing.isEmpty()) {
      findings.add(
          Finding.forbids(
              "extensions",
              Reason.MissingExtension,
              "the target's server has no extension " + Some.of(missing, ", "),
              "install the packages that bring them"));
    }
    if (!forbidden.isEmpty()) {
      findings.add(
          Finding.forbids(
              "extensions",
              Reason.MissingPrivilege,
              "only a superuser may create extension " + Some.of(forbidden, ", "),
              "import as a superuser"));
    }
    return findings;
  }

  private List<Finding> roles(ServerSupply supply, ActingRoles acting) {
    NeededRoles needed = needed(contents, options);
    List<Finding> findings = new ArrayList<>();
    Set<String> missing = supply.missing(needed.all());
    if (!missing.isEmpty()) {
      findings.add(missingRoles(missing));
    }
    Set<String> foreign = new TreeSet<>(needed.owners());
    foreign.removeAll(missing);
    foreign.removeAll(acting.names());
    if (!foreign.isEmpty()) {
      findings.add(
          Finding.forbids(
              "roles",
              Reason.MissingPrivilege,
              "role \"%s\" may not make objects belong to %s"
                  .formatted(login.name(), Some.of(foreign, ", ")),
              "GRANT these roles to it, or choose --ownership target"));
    }
    return findings;
  }

  /// The roles that an import with these options needs.
  static NeededRoles needed(TableOfContents contents, ImportOptions options) {
    return NeededRoles.of(
        contents,
        options.ownership() == Ownership.Source,
        options.privileges() == Privileges.Source);
  }

  private Finding missingRoles(Set<String> missing) {
    String message = "the target's server has no role " + Some.of(missing, ", ");
    return switch (options.missingRoles()) {
      case Fail ->
          Finding.forbids(
              "roles",
              Reason.MissingRole,
              message,
              "create them, or choose --missing-roles create-no-login or skip");
      case Skip ->
          Finding.tells("roles", Reason.MissingRole, message, "what needs them will be left out");
      case CreateNoLogin ->
          login.createsRoles()
              ? Finding.tells(
                  "roles", Reason.MissingRole, message, "they will be created, without login")
              : Finding.forbids(
                  "roles",
                  Reason.MissingPrivilege,
                  message + ", and role \"" + login.name() + "\" may not create roles",
                  "create them, or give it CREATEROLE");
    };
  }

  private Optional<Finding> tablespaces(ServerSupply supply) {
    Set<String> missing = new TreeSet<>();
    contents.entries().stream()
        .flatMap(entry -> entry instanceof TocEntry.Statement s ? Stream.of(s) : Stream.empty())
        .flatMap(entry -> entry.tablespace().stream())
        .filter(name -> !name.isEmpty() && !supply.tablespaces().contains(name))
        .forEach(missing::add);
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.tells(
                "tablespaces",
                Reason.UnsupportedObject,
                "the target's server has no tablespace " + Some.of(missing, ", "),
                "what lies there in the source goes to the target's own tablespace"));
  }

  private Stream<TocEntry.Statement> statements(EntryKind kind) {
    return contents.entries().stream()
        .filter(entry -> entry.header().kind() == kind)
        .flatMap(entry -> entry instanceof TocEntry.Statement s ? Stream.of(s) : Stream.empty());
  }
}
