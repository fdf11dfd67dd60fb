package io.multiboard.sync.engine.toc;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.postgres.SettingText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "plain|$$plain$$",
        "a$$b|$_$a$$b$_$",
        "ends with $|$_$ends with $$_$",
        "$_$ and $|$_X$$_$ and $$_X$",
        "$_XXXXXXX|$_XXXXXXX_$$_XXXXXXX$_XXXXXXX_$",
      })
  void choosesTheShortestDelimiterThatIsNotInside(String text, String literal) {
    assertThat(DollarQuote.literal(text)).isEqualTo(literal);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "work_mem=64MB|SET work_mem TO '64MB'",
        "DateStyle=ISO, DMY|SET \"DateStyle\" TO 'ISO, DMY'",
        "my.option=it's|SET \"my.option\" TO 'it''s'",
        "search_path=a, \"B, \"\"c\"\"\",d|SET search_path TO 'a', 'B, \"c\"', 'd'",
        "search_path=\"\"|SET search_path TO ''",
        "temp_tablespaces=x|SET temp_tablespaces TO 'x'",
        "equal=a=b|SET equal TO 'a=b'",
      })
  void takesListsApart(String setting, String clause) {
    assertThat(SettingText.clause(setting)).contains(clause);
  }

  @Test
  void passesOverWhatIsNoSetting() {
    assertThat(SettingText.clause("nothing")).isEmpty();
    assertThat(SettingText.clause("search_path=")).contains("SET search_path TO ''");
  }
}
