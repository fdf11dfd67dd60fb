package io.multiboard.sync.cli;

import io.multiboard.sync.engine.CopyFormat;
import io.multiboard.sync.engine.target.MissingRoles;
import io.multiboard.sync.engine.target.Ownership;
import io.multiboard.sync.engine.target.Privileges;
import io.multiboard.sync.engine.target.Strategy;
import io.multiboard.sync.engine.target.TargetOnlyObjects;
import io.multiboard.sync.engine.target.VerifyMode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.TypeConversionException;

/// The command line as a whole. Thread-safe.
public final class Commands {
  private static final int WIDTH = 100;

  private Commands() {}

  /// Runs one command to its exit status.
  public static int run(String[] arguments, Surroundings surroundings) {
    CommandLine line = commandLine(arguments, surroundings);
    if (arguments.length == 0) {
      line.usage(surroundings.err());
      return ExitStatus.USAGE;
    }
    return line.execute(arguments);
  }

  /// With the verb that is asked for alone, because the others take time to set up; with all of
  /// them where that is unclear.
  static CommandLine commandLine(String[] arguments, Surroundings surroundings) {
    CommandLine line = new CommandLine(new MultiboardSync());
    Optional<Verb> asked = arguments.length == 0 ? Optional.empty() : Verb.of(arguments[0]);
    asked.ifPresentOrElse(
        verb -> add(line, verb, surroundings),
        () -> {
          for (Verb verb : Verb.values()) {
            add(line, verb, surroundings);
          }
        });
    return configured(line, surroundings);
  }

  private static void add(CommandLine line, Verb verb, Surroundings surroundings) {
    line.addSubcommand(verb.word(), verb.make(surroundings));
  }

  private static CommandLine configured(CommandLine line, Surroundings surroundings) {
    line.setOut(new java.io.PrintWriter(surroundings.out(), true, surroundings.out().charset()));
    line.setErr(new java.io.PrintWriter(surroundings.err(), true, surroundings.err().charset()));
    line.setParameterExceptionHandler(new UsageFailure(surroundings));
    line.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
    line.setUsageHelpWidth(WIDTH);
    line.setExpandAtFiles(false);
    line.registerConverter(Path.class, Commands::path);
    word(line, OutputFormat.class);
    word(line, InitVerb.Part.class);
    word(line, CopyFormat.class);
    word(line, Strategy.class);
    word(line, Ownership.class);
    word(line, Privileges.class);
    word(line, MissingRoles.class);
    word(line, TargetOnlyObjects.class);
    word(line, VerifyMode.class);
    return line;
  }

  /// An empty one, as an unset variable of a shell gives it, would be the folder one is in.
  private static Path path(String text) {
    if (text.isEmpty()) {
      throw new TypeConversionException("it is empty");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException invalid) {
      throw new TypeConversionException("it is no path");
    }
  }

  private static <E extends Enum<E>> void word(CommandLine line, Class<E> type) {
    line.registerConverter(type, new WordConverter<>(type));
  }
}
