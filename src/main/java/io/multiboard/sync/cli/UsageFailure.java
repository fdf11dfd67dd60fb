package io.multiboard.sync.cli;

import io.multiboard.sync.cli.progress.JsonLine;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.logging.Redaction;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Tells what was wrong with a command line: nothing was begun.
record UsageFailure(Surroundings surroundings) implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException thrown, String[] arguments) {
    ParameterException failure = telling(thrown);
    FailureReport report =
        new FailureReport(
            Reason.InvalidUsage, Redaction.mask(words(failure, arguments)), remedy(failure));
    report.print(surroundings.err());
    if (wantsJson(arguments)) {
      surroundings.out().println(JsonLine.of(report.object()));
    }
    return ExitStatus.USAGE;
  }

  /// Who misspells a required option has both an unknown and a missing one: the unknown one tells
  /// more.
  private static ParameterException telling(ParameterException failure) {
    List<String> unmatched = failure.getCommandLine().getUnmatchedArguments();
    return failure instanceof MissingParameterException && !unmatched.isEmpty()
        ? new UnmatchedArgumentException(failure.getCommandLine(), unmatched)
        : failure;
  }

  private static boolean wantsJson(String[] arguments) {
    return Arrays.asList(arguments).contains("--output=json")
        || String.join(" ", arguments).contains("--output json");
  }

  private static String words(ParameterException failure, String[] arguments) {
    if (failure instanceof UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().getFirst();
      return (unmatched.isUnknownOption() ? "there is no option \"" : "there is no place for \"")
          + name(word)
          + "\"";
    }
    if (failure instanceof MissingParameterException missing) {
      List<String> names = missing.getMissing().stream().map(UsageFailure::shown).toList();
      return "missing: " + String.join(", ", names);
    }
    if (failure.getCause() instanceof TypeConversionException wrong) {
      return option(failure.getValue(), arguments) + ": " + wrong.getMessage();
    }
    return String.valueOf(failure.getMessage());
  }

  /// Picocli does not say whose value a method of ours refused: it stands behind its option's
  /// equals sign, or is the word after it.
  private static String option(String value, String[] arguments) {
    String before = "";
    for (String argument : arguments) {
      if (argument.startsWith("-") && argument.endsWith("=" + value)) {
        return "\"" + argument + "\" is refused";
      }
      if (argument.equals(value) && before.startsWith("-")) {
        return "\"" + before + " " + value + "\" is refused";
      }
      before = argument;
    }
    return "\"" + value + "\" is refused";
  }

  private static String shown(CommandLine.Model.ArgSpec argument) {
    return argument instanceof CommandLine.Model.OptionSpec option
        ? option.longestName() + " " + argument.paramLabel()
        : argument.paramLabel();
  }

  /// The option without its value, which may hold a password.
  private static String name(String word) {
    int equals = word.indexOf('=');
    return equals < 0 ? word : word.substring(0, equals);
  }

  private static String remedy(ParameterException failure) {
    String help = "See " + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help.";
    if (failure instanceof UnmatchedArgumentException unmatched) {
      List<String> near = unmatched.getSuggestions();
      return near.isEmpty() ? help : "Did you mean " + String.join(" or ", near) + "? " + help;
    }
    return help;
  }
}
