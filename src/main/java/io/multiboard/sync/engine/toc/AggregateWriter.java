package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.Aggregate;
import io.multiboard.sync.postgres.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `CREATE AGGREGATE`.
final class AggregateWriter {
  private static final char NORMAL = 'n';
  private static final char HYPOTHETICAL = 'h';

  private AggregateWriter() {}

  static List<EntryText> entries(Aggregate aggregate, Writing writing) {
    String name = aggregate.facts().sqlName();
    String full = arguments(aggregate, aggregate.signature().full());
    String identity = arguments(aggregate, aggregate.signature().identity());
    String list = String.join(",\n    ", options(aggregate));
    return List.of(
        EntryText.creating(
                EntryKind.AGGREGATE,
                writing.section(),
                aggregate.facts(),
                "CREATE AGGREGATE " + name + full + " (\n    " + list + "\n);\n",
                "DROP AGGREGATE " + name + identity + ";\n")
            .withTag(aggregate.name() + arguments(aggregate, aggregate.signature().typeList())));
  }

  /// The arguments in brackets; a star where there are none.
  static String arguments(Aggregate aggregate, String list) {
    return aggregate.signature().types().isEmpty() ? "(*)" : "(" + list + ")";
  }

  private static List<String> options(Aggregate aggregate) {
    List<String> options = new ArrayList<>(mode(aggregate, "", aggregate.plain(), List.of()));
    add(options, "COMBINEFUNC", aggregate.combine());
    add(options, "SERIALFUNC", aggregate.serialize());
    add(options, "DESERIALFUNC", aggregate.deserialize());
    aggregate
        .moving()
        .map(way -> mode(aggregate, "M", way.mode(), List.of("MINVFUNC = " + way.inverse())))
        .ifPresent(options::addAll);
    add(options, "SORTOP", aggregate.sortOperator());
    if (aggregate.kind() == HYPOTHETICAL) {
      options.add("HYPOTHETICAL");
    }
    parallel(aggregate.parallel()).ifPresent(options::add);
    return options;
  }

  private static List<String> mode(
      Aggregate aggregate, String prefix, Aggregate.Mode mode, List<String> afterTransition) {
    List<String> options = new ArrayList<>();
    options.add(prefix + "SFUNC = " + mode.transition());
    options.addAll(afterTransition);
    options.add(prefix + "STYPE = " + mode.stateType());
    if (mode.stateSpace() != 0) {
      options.add(prefix + "SSPACE = " + mode.stateSpace());
    }
    add(options, prefix + "INITCOND", mode.initialState().map(Identifier::literal));
    mode.last().ifPresent(last -> options.addAll(last(aggregate, prefix, last)));
    return options;
  }

  private static List<String> last(Aggregate aggregate, String prefix, Aggregate.Final last) {
    List<String> options = new ArrayList<>();
    options.add(prefix + "FINALFUNC = " + last.function());
    if (last.extra()) {
      options.add(prefix + "FINALFUNC_EXTRA");
    }
    char usual = aggregate.kind() == NORMAL ? 'r' : 'w';
    if (last.modify() != usual) {
      options.add(prefix + "FINALFUNC_MODIFY = " + modify(last.modify()));
    }
    return options;
  }

  private static String modify(char letter) {
    return switch (letter) {
      case 'r' -> "READ_ONLY";
      case 's' -> "SHAREABLE";
      default -> "READ_WRITE";
    };
  }

  private static Optional<String> parallel(char letter) {
    return switch (letter) {
      case 's' -> Optional.of("PARALLEL = safe");
      case 'r' -> Optional.of("PARALLEL = restricted");
      default -> Optional.empty();
    };
  }

  private static void add(List<String> options, String option, Optional<String> value) {
    value.ifPresent(text -> options.add(option + " = " + text));
  }
}
