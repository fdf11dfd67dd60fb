package io.multiboard.sync.engine.target;

import java.util.Optional;
import java.util.regex.Pattern;

/// What a target is to remember in its comment of the run that filled it.
///
/// @param run the id that all attempts of the run share: a target that remembers it needs no other
///   attempt, even where the answer to the first one's commit was lost
/// @param done what asked for the run, as `<namespace>/<sync>/<digest>`; an older one of the same
///   sync is replaced
public record Memory(Optional<String> run, Optional<String> done) {
  /// Nothing.
  public static final Memory NONE = new Memory(Optional.empty(), Optional.empty());

  /// The comment of a target that is filled now.
  public Marks in(Marks comment) {
    Marks filled = comment.withOverwritable();
    filled = run.map(filled::withRun).orElse(filled.withoutRun());
    return done.map(filled::withDone).orElse(filled);
  }

  /// Whether an attempt of this run replaced that database; attempts have the run's id and a
  /// number.
  public boolean isOfItsRun(FormerDatabase former) {
    return run.filter(id -> former.runId().matches(Pattern.quote(id) + "-[0-9]+")).isPresent();
  }

  /// Whether a comment says that this run has filled the target.
  public boolean isIn(Marks comment) {
    return run.isPresent() && comment.run().equals(run);
  }
}
