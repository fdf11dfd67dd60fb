package io.multiboard.sync.reconcile;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When a sync runs by itself. Pure.
record Schedule(ExecutionTime times, ZoneId zone) {
  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

  /// Reads five fields of cron.
  ///
  /// @param zone where they are read; UTC where it is null
  /// @throws SyncException `InvalidConfiguration`, where they mean nothing or never
  static Schedule of(String text, @Nullable String zone, Instant now) {
    try {
      Schedule schedule =
          new Schedule(
              ExecutionTime.forCron(PARSER.parse(text)), ZoneId.of(zone == null ? "UTC" : zone));
      if (schedule.next(now).isEmpty()) {
        throw refused("the schedule \"" + text + "\" never comes", "Correct its day and month.");
      }
      return schedule;
    } catch (DateTimeException unknown) {
      throw refused(
          "the time zone \"" + zone + "\" is not known", "Give one such as Europe/Berlin.");
    } catch (IllegalArgumentException wrong) {
      throw refused(
          "the schedule \"" + text + "\" cannot be read: " + wrong.getMessage(),
          "Give minute, hour, day of month, month and day of week, such as 30 2 * * *.");
    }
  }

  private static SyncException refused(String message, String remedy) {
    return new SyncException(Reason.InvalidConfiguration, message, remedy);
  }

  /// The first time after a moment.
  Optional<Instant> next(Instant after) {
    return times.nextExecution(at(after)).map(ZonedDateTime::toInstant);
  }

  /// The latest time that has come by a moment, after another one.
  Optional<Instant> latest(Instant after, Instant now) {
    Optional<ZonedDateTime> latest =
        times.isMatch(at(now)) && now.getEpochSecond() % 60 == 0
            ? Optional.of(at(now))
            : times.lastExecution(at(now));
    return latest.map(ZonedDateTime::toInstant).filter(time -> time.isAfter(after));
  }

  private ZonedDateTime at(Instant moment) {
    return moment.atZone(zone);
  }
}
