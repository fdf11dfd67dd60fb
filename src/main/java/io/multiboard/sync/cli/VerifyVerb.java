package io.multiboard.sync.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `verify`: an archive against its manifest, or two databases against each other.
@Command(
    name = "verify",
    customSynopsis = "multiboard-sync verify (ARCHIVE | --source DB --target DB) [OPTIONS]",
    sortOptions = false,
    parameterListHeading = "%n",
    optionListHeading = "",
    description = {
      "Proves an archive: every file is there, with the length and the SHA-256 of its manifest, and holds the rows that the source had."
          + " An archive of pg_dump has no manifest and is checked as far as its format allows.",
      "Or compares two databases: count(*) of each table, each side in a snapshot of its own. Exit status 1 where something differs."
    },
    footer = {
      "",
      "Safety: reads only. Every import proves its archive in the same way before it "
          + "touches its target.",
      "",
      "Examples:",
      "  multiboard-sync verify /var/archives/shop",
      "  multiboard-sync verify --source env:SHOP --target postgres://me@localhost/shop_staging"
    })
final class VerifyVerb implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "ARCHIVE", arity = "0..1", description = "The folder of an archive.")
  private Optional<Path> archive = Optional.empty();

  @Option(
      names = "--source",
      paramLabel = "DB",
      order = 10,
      description = "One database: a postgres:// URL, or env:NAME.")
  private Optional<String> source = Optional.empty();

  @Option(names = "--target", paramLabel = "DB", order = 11, description = "The other one.")
  private Optional<String> target = Optional.empty();

  @Mixin private OutputOptions output = new OutputOptions();

  VerifyVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (archive.isPresent() && source.isEmpty() && target.isEmpty()) {
      Path folder = archive.get();
      return Invocation.run(
          surroundings, output, invocation -> ArchiveProof.of(invocation, folder));
    }
    if (archive.isEmpty() && source.isPresent() && target.isPresent()) {
      DatabaseProof proof = new DatabaseProof(source.get(), target.get());
      return Invocation.run(surroundings, output, proof::of);
    }
    throw new ParameterException(
        spec.commandLine(), "give either an ARCHIVE, or --source DB and --target DB");
  }
}
