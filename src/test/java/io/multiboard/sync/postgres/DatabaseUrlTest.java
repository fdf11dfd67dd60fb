package io.multiboard.sync.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.DatabaseUrl.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
  @Test
  void readsEveryPart() {
    DatabaseUrl url =
        DatabaseUrl.parse(
            "postgresql://parts:secret@db.example.org:6543/catalogue?sslmode=verify-ca&connect_timeout=5");
    assertThat(url.user()).contains("parts");
    assertThat(url.password().map(Password::reveal)).contains("secret");
    assertThat(url.host()).contains("db.example.org");
    assertThat(url.port()).hasValue(6543);
    assertThat(url.database()).contains("catalogue");
    assertThat(url.parameters())
        .containsEntry(Parameter.SSLMODE, "verify-ca")
        .containsEntry(Parameter.CONNECT_TIMEOUT, "5");
  }

  @Test
  void everyPartMayBeLeftOut() {
    DatabaseUrl url = DatabaseUrl.parse("postgres://");
    assertThat(url.user()).isEmpty();
    assertThat(url.host()).isEmpty();
    assertThat(url.port()).isEmpty();
    assertThat(url.database()).isEmpty();
  }

  @Test
  void decodesPercentSignsAndNothingElse() {
    DatabaseUrl url = DatabaseUrl.parse("postgres://a%40b:p%3A%2F%3F%23%25+%C3%A9🔑@h/data%20base");
    assertThat(url.user()).contains("a@b");
    assertThat(url.password().map(Password::reveal)).contains("p:/?#%+é🔑");
    assertThat(url.database()).contains("data base");
  }

  @Test
  void takesIpv6AddressesInBrackets() {
    DatabaseUrl url = DatabaseUrl.parse("postgres://u@[2001:db8::7]:5433/d");
    assertThat(url.host()).contains("2001:db8::7");
    assertThat(url.port()).hasValue(5433);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mysql://u:canary@h/d | does not begin with postgres://",
        "jdbc:postgresql://u:canary@h/d | does not begin with postgres://",
        "postgres://u:can/ary@h/d | a character that ends that part",
        "postgres://u:can?ary@h/d | a character that ends that part",
        "postgres://u:can@ary@h/d | a character that ends that part",
        "postgres://u:can#ary@h/d | a blank, a control character or a #",
        "'postgres://u:can ary@h/d' | a blank, a control character or a #",
        "postgres://u:canary%@h/d | percent-encoding of its password",
        "postgres://u:canary%zz@h/d | percent-encoding of its password",
        "postgres://u:canary%00@h/d | percent-encoding of its password",
        "postgres://u:canary%ff@h/d | percent-encoding of its password",
        "postgres://u:canary@h1,h2/d | not one host name",
        "postgres://u:canary@%2Ftmp/d | not one host name",
        "postgres://u:canary@h:0/d | not a number from 1 to 65535",
        "postgres://u:canary@h:65536/d | not a number from 1 to 65535",
        "postgres://u:canary@h:+80/d | not a number from 1 to 65535",
        "postgres://u:canary@[::g]/d | not an IPv6 address",
        "postgres://u:canary@[fe80::1%25eth0]/d | not an IPv6 address",
        "postgres://u:canary@h/d?sslmode | empty or stands twice",
        "postgres://u:canary@h/d?sslmode=require&sslmode=disable | empty or stands twice",
        "postgres://u:canary@h/d?socketFactory=evil | \"socketFactory\", which is not among those allowed",
        "postgres://u:canary@h/d?loggerFile=x | \"loggerFile\", which is not among those allowed",
        "postgres://u:canary@h/d?options=-c | \"options\", which is not among those allowed",
        "postgres://u:canary@h/d?%00=1 | a parameter, which is not among those allowed",
      })
  void refusesWhatItDoesNotUnderstandAndShowsNoPassword(String text, String why) {
    assertThatThrownBy(() -> DatabaseUrl.parse(text))
        .isInstanceOfSatisfying(
            SyncException.class,
            failure -> {
              assertThat(failure.reason()).isEqualTo(Reason.InvalidUsage);
              assertThat(failure.remedy()).isNotEmpty();
            })
        .hasMessageContaining(why)
        .hasMessageNotContaining("can")
        .hasMessageNotContaining("ary");
  }

  @ParameterizedTest
  @ValueSource(ints = {63, 64})
  void namesHaveAtMost63Bytes(int length) {
    String text = "postgres://u@h/" + "x".repeat(length);
    if (length == 63) {
      assertThat(DatabaseUrl.parse(text).database())
          .hasValueSatisfying(n -> assertThat(n).hasSize(63));
    } else {
      assertThatThrownBy(() -> DatabaseUrl.parse(text)).hasMessageContaining("has 64 bytes");
    }
  }

  @Test
  void doesNotPrintThePassword() {
    assertThat(DatabaseUrl.parse("postgres://u:canary@h/d").toString()).doesNotContain("canary");
  }
}
