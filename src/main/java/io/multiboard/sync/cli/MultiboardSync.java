package io.multiboard.sync.cli;

import picocli.CommandLine.Command;

/// The command above the verbs.
@Command(
    name = "multiboard-sync",
    description = {
      "Copies a PostgreSQL database onto another one, verified, without pg_dump or a shell.",
      "A target that is not empty is written only where its owner marked it: multiboard-sync allow --target DB."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Each verb has its own --help. Exit status: 0 done and verified, 1 failed, 2 not understood, 130 interrupted.",
      "",
      "Example:",
      "  multiboard-sync demo --exit"
    })
final class MultiboardSync {}
