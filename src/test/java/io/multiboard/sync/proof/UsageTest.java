package io.multiboard.sync.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Command lines that cannot be: the message names what is wrong, and the status is not 0.
class UsageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sync --no-such-option|--no-such-option",
        "sinc --source x|sinc",
        "sync --source postgres://h/d|--target",
        "sync --source postgres://h/d --target postgres://h/e --jobs 0|--jobs",
        "sync --source postgres://h/d --target postgres://h/e --jobs many|--jobs",
        "sync --source postgres://h/d --target postgres://h/e --compression brotli|brotli",
        "sync --source postgres://h/d --target postgres://h/e --chunk-size 12parsecs|--chunk-size",
        "sync --source postgres://h/d --target postgres://h/e --strategy teleport|teleport",
        "sync --source postgres://h/d --target postgres://h/e --ownership mine|mine",
        "sync --source postgres://h/d --target postgres://h/e --keep-previous soon|--keep-previous",
        "export --source postgres://h/d --archive x --ignore NOSUCHKIND|NOSUCHKIND",
        "sync --source jdbc:postgresql://h/d --target postgres://h/e|postgres://",
        "sync --source postgres://h:99999/d --target postgres://h/e|port",
        "sync --source postgres://h/d?socketFactory=x --target postgres://h/e|socketFactory",
        "sync --source env:NOT_SET_ANYWHERE --target postgres://h/e|NOT_SET_ANYWHERE",
        "import --target postgres://h/e|--archive",
        "export --source postgres://h/d --archive=|--archive",
        "demo --folder=|--folder",
        "''|"
      })
  void commandsThatCannotBe(String line, String named) {
    Ran ran = Program.run(line.isEmpty() ? new String[0] : line.split(" "));
    if (!line.isEmpty()) {
      assertThat(ran.status()).as(ran.said()).isNotZero();
      assertThat(ran.err()).contains(named).doesNotContain("\tat ").doesNotContain("Exception");
    }
    assertThat(ran.said().lines().count()).isLessThan(60);
  }
}
