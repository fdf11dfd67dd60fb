package io.multiboard.sync.cli;

import io.multiboard.sync.settings.Settings;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// How many tables move at a time, and how long to wait for locks.
final class TransferOptions {
  private static final int MOST_JOBS = 64;
  private static final int LONGEST_LOCK_TIMEOUT = 3600;

  private Optional<Integer> jobs = Optional.empty();
  private Optional<Duration> lockTimeout = Optional.empty();

  @Option(
      names = "--jobs",
      paramLabel = "N",
      order = 20,
      description =
          "Tables copied at a time, and connections to each server, from 1 to 64. Default: 2.")
  void jobs(int number) {
    jobs = Optional.of(within(number, MOST_JOBS));
  }

  @Option(
      names = "--lock-timeout",
      paramLabel = "SECONDS",
      order = 24,
      description =
          "How long to wait for a lock before the run fails, from 1 to 3600. Default: 10.")
  void lockTimeout(int seconds) {
    lockTimeout = Optional.of(Duration.ofSeconds(within(seconds, LONGEST_LOCK_TIMEOUT)));
  }

  private static int within(int number, int most) {
    if (number < 1 || number > most) {
      throw new TypeConversionException("it is " + number + ", not from 1 to " + most);
    }
    return number;
  }

  int jobs(Settings settings) {
    return jobs.orElse(settings.transfer().jobs());
  }

  Duration lockTimeout(Settings settings) {
    return lockTimeout.orElse(settings.transfer().lockTimeout());
  }
}
