package io.multiboard.sync.engine.target;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What we write into a database's comment, beside whatever a person wrote there. Each mark is one
/// word; names in it are percent-encoded.
///
/// @param text the whole comment; empty where there is none
public record Marks(String text) {
  /// Its owner allows it to be overwritten.
  public static final String OVERWRITABLE = "multiboard:overwritable";

  private static final Pattern FORMER =
      Pattern.compile(
          "multiboard:former=([^;\\s]*);run=([^;\\s]*);swapped=([^;\\s]*);until=(\\S+)");
  private static final Pattern SHADOW =
      Pattern.compile("multiboard:shadow=([^;\\s]*);run=([^;\\s]*)");

  private static final Pattern RUN = Pattern.compile("multiboard:run=(\\S+)");
  private static final Pattern DONE = Pattern.compile("multiboard:done=(\\S+)");

  /// That a database was replaced and waits as the way back.
  ///
  /// @param target the name that it had
  /// @param runId the run that replaced it
  /// @param swapped when, by the server's clock
  /// @param until how long it is kept, by the server's clock
  public record Former(String target, String runId, Instant swapped, Instant until) {
    private String word() {
      return "multiboard:former=%s;run=%s;swapped=%s;until=%s"
          .formatted(encode(target), runId, swapped, until);
    }
  }

  /// Whether the database may be overwritten.
  public boolean overwritable() {
    return text.contains(OVERWRITABLE);
  }

  /// The comment with the permission to overwrite in it.
  public Marks withOverwritable() {
    return overwritable() ? this : with(OVERWRITABLE);
  }

  /// The comment with this mark instead of an older one of its kind.
  public Marks withFormer(Former former) {
    return withoutFormer().with(former.word());
  }

  /// The comment as it was before the database was replaced.
  public Marks withoutFormer() {
    return without(FORMER);
  }

  /// The mark of a former database; empty where there is none that can be read.
  public Optional<Former> former() {
    Matcher found = FORMER.matcher(text);
    if (!found.find()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Former(
              decode(found.group(1)),
              found.group(2),
              Instant.parse(found.group(3)),
              Instant.parse(found.group(4))));
    } catch (DateTimeException | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  /// The run that filled the database, where it says so.
  public Optional<String> run() {
    Matcher found = RUN.matcher(text);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  Marks withRun(String run) {
    return withoutRun().with("multiboard:run=" + run);
  }

  Marks withoutRun() {
    return without(RUN);
  }

  /// What asked for the runs that filled the database: of each sync the latest, as
  /// `<namespace>/<sync>/<digest>`.
  public List<String> done() {
    return DONE.matcher(text).results().map(found -> found.group(1)).toList();
  }

  /// The comment with this instead of what the same sync left before.
  Marks withDone(String done) {
    String sync = done.substring(0, done.lastIndexOf('/') + 1);
    Pattern older = Pattern.compile("multiboard:done=" + Pattern.quote(sync) + "[^\\s/]*(?=\\s|$)");
    return without(older).with("multiboard:done=" + done);
  }

  /// With the space that [#with] put before it.
  private Marks without(Pattern word) {
    return new Marks(text.replaceAll("(^| )" + word.pattern(), "").strip());
  }

  /// The whole comment of a database that is being loaded for a target.
  public static Marks shadow(RunNames names) {
    return new Marks(
        "multiboard:shadow=%s;run=%s".formatted(encode(names.target()), names.runId()));
  }

  /// Whether this marks a database that is being loaded, for this target.
  public boolean isShadowOf(String target) {
    Matcher found = SHADOW.matcher(text);
    return found.find() && found.group(1).equals(encode(target));
  }

  private Marks with(String word) {
    return new Marks(text.isEmpty() ? word : text + " " + word);
  }

  private static String encode(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8);
  }

  private static String decode(String word) {
    return URLDecoder.decode(word, StandardCharsets.UTF_8);
  }
}
