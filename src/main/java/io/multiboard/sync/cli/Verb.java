package io.multiboard.sync.cli;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/// The verbs, in the order in which help lists them. A verb's class is loaded when it is made.
enum Verb {
  DEMO("demo", DemoVerb::new),
  SYNC("sync", SyncVerb::new),
  INIT("init", InitVerb::new),
  RUN("run", RunVerb::new),
  EXPORT("export", ExportVerb::new),
  IMPORT("import", ImportVerb::new),
  PLAN("plan", PlanVerb::new),
  ALLOW("allow", AllowVerb::new),
  ROLLBACK("rollback", RollbackVerb::new),
  CHECK("check", CheckVerb::new),
  VERIFY("verify", VerifyVerb::new),
  INSPECT("inspect", InspectVerb::new),
  WORKER("worker", WorkerVerb::new),
  OPERATOR("operator", OperatorVerb::new);

  private final String word;

  @SuppressWarnings("ImmutableEnumChecker") // always a constructor's reference
  private final Function<Surroundings, Callable<Integer>> maker;

  Verb(String word, Function<Surroundings, Callable<Integer>> maker) {
    this.word = word;
    this.maker = maker;
  }

  String word() {
    return word;
  }

  Callable<Integer> make(Surroundings surroundings) {
    return maker.apply(surroundings);
  }

  static Optional<Verb> of(String word) {
    return Arrays.stream(values()).filter(verb -> verb.word.equals(word)).findFirst();
  }
}
