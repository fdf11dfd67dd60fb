package io.multiboard.sync.engine.preflight;

import io.multiboard.sync.engine.restore.SqlToken;
import io.multiboard.sync.engine.target.Finding;
import io.multiboard.sync.engine.toc.TableOfContents;
import io.multiboard.sync.engine.toc.TocEntry;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.postgres.ServerVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Definitions that a target older than the source does not understand, found before the load
/// instead of in its middle. What is looked for stands in [NewerFeature]; what is not found there
/// fails when it is loaded, as a note says. Pure.
final class NewerSyntax {
  private static final Pattern MAJOR = Pattern.compile("^(\\d+)");

  private final TableOfContents contents;
  private final boolean withPrivileges;

  /// @param withPrivileges whether the source's GRANTs would be run
  NewerSyntax(TableOfContents contents, boolean withPrivileges) {
    this.contents = contents;
    this.withPrivileges = withPrivileges;
  }

  List<Finding> findings(ServerVersion target) {
    List<Finding> findings = new ArrayList<>();
    if (isNewerThan(target)) {
      findings.add(
          Finding.tells(
              "releases",
              Reason.UnsupportedVersion,
              "the source is PostgreSQL %s and the target's server %d: what only the newer one knows may fail"
                  .formatted(contents.serverVersion(), target.major()),
              "copy to a server that is as new as the source"));
      unknown(target)
          .forEach((feature, objects) -> findings.add(finding(feature, objects, target)));
    }
    return findings;
  }

  private boolean isNewerThan(ServerVersion target) {
    Matcher major = MAJOR.matcher(contents.serverVersion());
    return major.find() && Integer.parseInt(major.group(1)) > target.major();
  }

  private Map<NewerFeature, List<String>> unknown(ServerVersion target) {
    Map<NewerFeature, List<String>> found = new LinkedHashMap<>();
    List<NewerFeature> features =
        NewerFeature.ALL.stream().filter(feature -> !target.atLeast(feature.since())).toList();
    for (TocEntry entry : contents.entries()) {
      if (entry instanceof TocEntry.Statement statement && isRun(statement)) {
        List<SqlToken> tokens = SqlToken.of(statement.definition());
        features.stream()
            .filter(feature -> feature.isIn(statement.header().kind(), tokens))
            .forEach(feature ->
                found.computeIfAbsent(feature, key -> new ArrayList<>()).add(name(statement)));
      }
    }
    return found;
  }

  private boolean isRun(TocEntry.Statement entry) {
    return switch (entry.header().kind()) {
      case ACL, DEFAULT_ACL -> withPrivileges;
      case DATABASE, DATABASE_PROPERTIES -> false;
      default -> true;
    };
  }

  private static String name(TocEntry.Statement entry) {
    return entry.header().kind().text() + " " + entry.header().displayName();
  }

  private static Finding finding(NewerFeature feature, List<String> objects, ServerVersion target) {
    return Finding.forbids(
        "releases",
        Reason.UnsupportedVersion,
        "PostgreSQL %d, the target's, does not know %s, which came with %d: %s"
            .formatted(target.major(), feature.name(), feature.since(), Some.of(objects, ", ")),
        "copy to a server of PostgreSQL %d or newer, or change these objects in the source"
            .formatted(feature.since()));
  }
}
