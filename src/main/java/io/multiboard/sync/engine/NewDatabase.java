package io.multiboard.sync.engine;

import io.multiboard.sync.engine.target.DatabaseLocale;
import io.multiboard.sync.engine.target.RunNames;
import io.multiboard.sync.engine.target.ShadowDatabase;
import io.multiboard.sync.engine.target.TargetDatabase;
import io.multiboard.sync.engine.toc.EntryKind;
import io.multiboard.sync.engine.toc.TableOfContents;
import io.multiboard.sync.engine.toc.TocEntry;
import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.event.SyncEvent;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Session;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Creates the database that is loaded: like the target; where there is none yet, owned by the
/// importing role, in UTF-8, with the source's locale, or the server's own where it has not that.
final class NewDatabase {
  private static final Pattern OPTION = Pattern.compile("([A-Z_]+) = (?:'((?:[^']|'')*)'|(\\w+))");

  private final EventSink events;
  private final Prepared prepared;
  private final Session maintenance;

  NewDatabase(EventSink events, Prepared prepared, Session maintenance) {
    this.events = events;
    this.prepared = prepared;
    this.maintenance = maintenance;
  }

  /// Creates it.
  ///
  /// @return its owner
  String create(RunNames names) {
    Optional<TargetDatabase> target = prepared.view().database();
    if (target.isPresent()) {
      ShadowDatabase.create(maintenance, names, ShadowDatabase.Shape.of(target.get()));
      return target.get().owner();
    }
    String owner = prepared.view().login().name();
    createFresh(names, owner);
    return owner;
  }

  private void createFresh(RunNames names, String owner) {
    TargetDatabase template = template();
    Optional<DatabaseLocale> wanted = localeOf(prepared.contents(), template.locale());
    try {
      ShadowDatabase.create(
          maintenance, names, shape(owner, wanted.orElse(template.locale()), template));
    } catch (SyncException failure) {
      if (failure.reason() != Reason.StatementFailed || wanted.isEmpty()) {
        throw failure;
      }
      events.accept(
          new SyncEvent.Noticed(
              "locale",
              "the target's server has not the source's locale, and its own is used: "
                  + failure.getMessage(),
              Optional.of("create the target beforehand with the locale that it should have")));
      ShadowDatabase.create(maintenance, names, shape(owner, template.locale(), template));
    }
  }

  private static ShadowDatabase.Shape shape(
      String owner, DatabaseLocale locale, TargetDatabase template) {
    return new ShadowDatabase.Shape(owner, locale.withEncoding("UTF8"), template.tablespace());
  }

  private TargetDatabase template() {
    return TargetDatabase.read(maintenance, "template0")
        .orElseThrow(() ->
            new SyncException(Reason.DatabaseNotFound, "the server has no database template0", ""));
  }

  /// The locale in an archive's CREATE DATABASE statement, which is not run.
  static Optional<DatabaseLocale> localeOf(TableOfContents contents, DatabaseLocale other) {
    return contents.entries().stream()
        .filter(entry -> entry.header().kind() == EntryKind.DATABASE)
        .flatMap(entry -> entry instanceof TocEntry.Statement sql ? Stream.of(sql) : Stream.empty())
        .findFirst()
        .map(entry -> options(entry.definition()))
        .filter(options -> options.containsKey("LOCALE") || options.containsKey("LC_COLLATE"))
        .map(options -> locale(options, other));
  }

  private static DatabaseLocale locale(Map<String, String> options, DatabaseLocale other) {
    String both = options.getOrDefault("LOCALE", other.collate());
    char provider =
        switch (options.getOrDefault("LOCALE_PROVIDER", "libc")) {
          case "icu" -> 'i';
          case "builtin" -> 'b';
          default -> 'c';
        };
    return new DatabaseLocale(
        "UTF8",
        provider,
        options.getOrDefault("LC_COLLATE", both),
        options.getOrDefault("LC_CTYPE", both),
        Optional.ofNullable(options.getOrDefault("ICU_LOCALE", options.get("BUILTIN_LOCALE"))),
        Optional.ofNullable(options.get("ICU_RULES")));
  }

  private static Map<String, String> options(String definition) {
    Map<String, String> options = new HashMap<>();
    Matcher option = OPTION.matcher(definition);
    while (option.find()) {
      String quoted = option.group(2);
      options.put(option.group(1), quoted == null ? option.group(3) : quoted.replace("''", "'"));
    }
    return options;
  }
}
