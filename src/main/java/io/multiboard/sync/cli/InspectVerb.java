package io.multiboard.sync.cli;

import io.multiboard.sync.engine.archive.ArchiveFolder;
import io.multiboard.sync.engine.archive.TocFile;
import io.multiboard.sync.engine.toc.EntryHeader;
import io.multiboard.sync.engine.toc.TocEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `inspect DIR`: the table of contents of an archive.
@Command(
    name = "inspect",
    customSynopsis = "multiboard-sync inspect DIR [OPTIONS]",
    sortOptions = false,
    parameterListHeading = "%n",
    optionListHeading = "",
    description =
        "Lists what an archive holds, one of ours or of pg_dump (directory format), in the form of `pg_restore -l`.",
    footer = {
      "",
      "Safety: nothing of the archive is executed or unpacked; look at an archive of "
          + "strangers with this before importing it.",
      "",
      "Example:",
      "  multiboard-sync inspect /var/archives/catalogue-20261121"
    })
final class InspectVerb implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "DIR", description = "The folder of the archive.")
  private Path folder = Path.of("");

  InspectVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return Invocation.run(surroundings, output, _ -> answer(ArchiveFolder.inspect(folder)));
  }

  private Answer answer(TocFile toc) {
    SequencedMap<String, Object> fields =
        Answer.fields(
            "archive", folder,
            "created", toc.created(),
            "database", toc.contents().database(),
            "formatVersion", toc.version().text(),
            "serverVersion", toc.contents().serverVersion(),
            "writtenBy", toc.dumper());
    fields.put("entries", shown(toc).map(InspectVerb::fields).toList());
    List<String> text = new ArrayList<>(heading(toc));
    shown(toc).map(InspectVerb::line).forEach(text::add);
    return Answer.done(text, fields);
  }

  private static List<String> heading(TocFile toc) {
    return List.of(
        ";",
        "; Archive created at " + toc.created().toString().replace('T', ' ') + " UTC",
        ";     dbname: " + plain(toc.contents().database()),
        ";     TOC Entries: " + toc.contents().entries().size(),
        ";     Dump Version: " + toc.version().text(),
        ";     Format: DIRECTORY",
        ";     Dumped from database version: " + plain(toc.contents().serverVersion()),
        ";     Dumped by: " + plain(toc.dumper()),
        ";",
        ";",
        "; Selected TOC Entries:",
        ";");
  }

  private static Stream<TocEntry> shown(TocFile toc) {
    return toc.contents().entries().stream().filter(InspectVerb::isShown);
  }

  /// As pg_restore without `--create`: what concerns the session or the database itself is left
  /// out, and what has nothing to run.
  private static boolean isShown(TocEntry entry) {
    EntryHeader header = entry.header();
    boolean ofDatabase =
        switch (header.kind()) {
          case ENCODING, STDSTRINGS, SEARCHPATH, DATABASE, DATABASE_PROPERTIES -> true;
          case ACL, COMMENT, SECURITY_LABEL -> header.tag().startsWith("DATABASE ");
          default -> false;
        };
    boolean hasContent =
        switch (entry) {
          case TocEntry.Statement statement -> !statement.definition().isEmpty();
          case TocEntry.TableData _, TocEntry.LargeObjects _ -> true;
        };
    return hasContent && !ofDatabase;
  }

  private static String line(TocEntry entry) {
    EntryHeader header = entry.header();
    return "%d; %d %d %s %s %s %s"
        .formatted(
            header.dumpId(),
            header.catalogId().classOid(),
            header.catalogId().objectOid(),
            header.kind().text(),
            header.namespace().map(InspectVerb::plain).orElse("-"),
            plain(header.tag()),
            header.owner().map(InspectVerb::plain).orElse(""));
  }

  private static SequencedMap<String, Object> fields(TocEntry entry) {
    EntryHeader header = entry.header();
    return Answer.fields(
        "dumpId", header.dumpId(),
        "kind", header.kind().text(),
        "section", header.section(),
        "schema", header.namespace(),
        "name", header.tag(),
        "owner", header.owner());
  }

  /// A name on one line, as pg_restore shows it.
  private static String plain(String name) {
    return name.replaceAll("[\\r\\n]", " ");
  }
}
