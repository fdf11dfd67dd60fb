package io.multiboard.sync.cli;

import io.multiboard.sync.engine.Allow;
import io.multiboard.sync.engine.target.Marks;
import io.multiboard.sync.postgres.Connector;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `allow --target DB`.
@Command(
    name = "allow",
    customSynopsis = "multiboard-sync allow --target DB [OPTIONS]",
    sortOptions = false,
    optionListHeading = "%n",
    description =
        "Marks a database as one that may be overwritten: writes "
            + Marks.OVERWRITABLE
            + " into its comment, beside what stands there.",
    footer = {
      "",
      "Safety: this is the deliberate word of the database's owner. Never set it on a "
          + "database whose content is the only copy. To take it back: COMMENT ON DATABASE name "
          + "IS NULL.",
      "",
      "Example:",
      "  multiboard-sync allow --target postgres://me@localhost/shop_staging"
    })
final class AllowVerb implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private TargetOption target = new TargetOption();
  @Mixin private OutputOptions output = new OutputOptions();

  AllowVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return Invocation.run(surroundings, output, this::allow);
  }

  private Answer allow(Invocation invocation) {
    Connector connector = invocation.connector("--target", target.database());
    boolean set = new Allow(Guards.of(invocation, Optional.empty(), false)).run(connector);
    String name = connector.address().database();
    return Answer.done(
        List.of(
            set
                ? "\""
                    + name
                    + "\" may be overwritten from now on: its comment says "
                    + Marks.OVERWRITABLE
                    + "."
                : "\""
                    + name
                    + "\" might be overwritten already: its comment says "
                    + Marks.OVERWRITABLE
                    + "."),
        Answer.fields("target", name, "overwritable", true, "changed", set));
  }
}
