package io.multiboard.sync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommandLineTest {
  @ParameterizedTest
  @EnumSource(Verb.class)
  void everyVerbHasAHelpWithAnExampleAndItsSafetyRule(Verb verb) {
    Typed typed = Typed.run(verb.word(), "--help");
    assertThat(typed.status()).isZero();
    assertThat(typed.err()).isEmpty();
    assertThat(typed.out())
        .startsWith("Usage: multiboard-sync " + verb.word())
        .contains("Safety: ", "Example")
        .containsPattern("(?m)^  ([A-Z_]+=\\S.* )?multiboard-sync " + verb.word() + "\\b");
    if (verb != Verb.WORKER) {
      assertThat(typed.out()).contains("--output", "--profile");
    }
    assertThat(typed.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void theHelpListsEveryVerb() {
    Typed typed = Typed.run("--help");
    assertThat(typed.status()).isZero();
    for (Verb verb : Verb.values()) {
      assertThat(typed.out()).containsPattern("(?m)^  " + verb.word() + " +[A-Z]");
    }
  }

  @Test
  void nothingTypedIsNotUnderstood() {
    Typed typed = Typed.run();
    assertThat(typed.status()).isEqualTo(2);
    assertThat(typed.err()).contains("Usage: multiboard-sync");
    assertThat(typed.out()).isEmpty();
  }

  @Test
  void anUnknownVerbGetsASuggestion() {
    Typed typed = Typed.run("chekc");
    assertThat(typed.status()).isEqualTo(2);
    assertThat(typed.err())
        .isEqualTo(
            """
            error: there is no place for "chekc"
              what to do: Did you mean check? See multiboard-sync --help.
              reason: InvalidUsage
            """);
  }

  @Test
  void anUnknownOptionGetsASuggestionAndItsValueIsNotShown() {
    Typed typed = Typed.run("check", "--ouptut=canary", "postgres://u:canary@h/d");
    assertThat(typed.status()).isEqualTo(2);
    assertThat(typed.err())
        .isEqualTo(
            """
            error: there is no option "--ouptut"
              what to do: Did you mean --output? See multiboard-sync check --help.
              reason: InvalidUsage
            """);
  }

  @Test
  void whatIsMissingIsNamed() {
    Typed typed = Typed.run("check");
    assertThat(typed.status()).isEqualTo(2);
    assertThat(typed.err()).startsWith("error: missing: DB\n");
  }

  @Test
  void machinesGetTheSameFailureAsAnObject() {
    Typed typed = Typed.run("check", "--output", "json", "--no-such");
    assertThat(typed.status()).isEqualTo(2);
    assertThat(typed.out())
        .isEqualTo(
            "{\"type\":\"error\",\"reason\":\"InvalidUsage\",\"message\":\"there is no option"
                + " \\\"--no-such\\\"\",\"remedy\":\"See multiboard-sync check --help.\"}\n");
  }

  @Test
  void aWrongWordIsAnsweredWithThoseThatExist() {
    Typed typed = Typed.run("check", "--output", "xml", "postgres://h/d");
    assertThat(typed.status()).isEqualTo(2);
    assertThat(typed.err()).contains("it is \"xml\", not one of text, json");
  }

  @Test
  void aFailureHasItsReasonAndARemedy() {
    Typed typed = Typed.run("check", "postgres://u:canary@no.such.host.invalid/d");
    assertThat(typed.status()).isEqualTo(1);
    assertThat(typed.out()).isEmpty();
    assertThat(typed.err())
        .isEqualTo(
            """
            error: cannot connect to u@no.such.host.invalid:5432/d: the host name "no.such.host.invalid" is not known
              what to do: Check its spelling and the name service of this machine.
              reason: DnsFailure
            """);
  }

  @Test
  void aBadVariableIsNamedBeforeAnythingBegins() {
    Typed typed = Typed.run(Map.of("MULTIBOARD_SYNC_JOBS", "many"), "check", "postgres://h/d");
    assertThat(typed.status()).isEqualTo(1);
    assertThat(typed.err())
        .startsWith("error: the environment variable MULTIBOARD_SYNC_JOBS is not a number")
        .contains("reason: InvalidConfiguration");
  }

  @Test
  void aVariableThatMeansNothingIsNamedInAWarning() {
    Typed typed =
        Typed.run(Map.of("MULTIBOARD_SYNC_JOB", "4"), "check", "postgres://u@localhost:1/d");
    assertThat(typed.err()).contains("the variable MULTIBOARD_SYNC_JOB is not known");
  }

  @Test
  void aRefusedUrlNamesItsArgumentAndShowsNothingOfIt() {
    Typed typed =
        Typed.run("sync", "--source", "postgres://u:can/ary@h/d", "--target", "postgres://h/d");
    assertThat(typed.status()).isEqualTo(2);
    assertThat(typed.err())
        .startsWith(
            "error: --source: the database URL is refused: its user or password holds a character")
        .contains("%2F", "reason: InvalidUsage")
        .doesNotContain("ary@");
  }

  @Test
  void theVersionIsPrinted() {
    assertThat(Typed.run("--version").out()).matches("multiboard-sync \\S+ \\(Java 25\\)\\R");
  }
}
