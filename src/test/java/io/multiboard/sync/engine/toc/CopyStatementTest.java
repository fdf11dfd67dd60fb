package io.multiboard.sync.engine.toc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.QualifiedName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyStatementTest {
  @Test
  void readsNamesPlainAndQuoted() {
    String text =
        "COPY public.\"Odd \"\" (name, x) FROM stdin;\" (id, \"order\", \"a,b\") FROM stdin;\n";
    CopyStatement statement = CopyStatement.parse(text);
    assertThat(statement.table())
        .isEqualTo(new QualifiedName("public", "Odd \" (name, x) FROM stdin;"));
    assertThat(statement.columns()).containsExactly("id", "order", "a,b");
    assertThat(statement.encoding()).isEqualTo(CopyEncoding.TEXT);
    assertThat(statement.archiveText()).isEqualTo(text);
  }

  @Test
  void keepsTheTwoBlanksOfATableWithoutColumns() {
    String text = "COPY s.nothing  FROM stdin;\n";
    CopyStatement statement = CopyStatement.parse(text);
    assertThat(statement.columns()).isEmpty();
    assertThat(statement.archiveText()).isEqualTo(text);
    assertThat(statement.fromClient(false))
        .isEqualTo("COPY s.nothing FROM STDIN WITH (FORMAT text)");
  }

  @Test
  void knowsBinaryData() {
    CopyStatement statement =
        CopyStatement.parse("COPY s.t (a) FROM stdin WITH (FORMAT binary);\n");
    assertThat(statement.encoding()).isEqualTo(CopyEncoding.BINARY);
    assertThat(statement.fromClient(true))
        .isEqualTo("COPY s.t (a) FROM STDIN WITH (FORMAT binary, FREEZE)");
    assertThat(statement.in(CopyEncoding.TEXT))
        .isEqualTo(new CopyStatement(new QualifiedName("s", "t"), List.of("a"), CopyEncoding.TEXT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COPY t (a) FROM stdin;\n",
        "COPY s.t (a) FROM PROGRAM 'id';\n",
        "COPY s.t (a) FROM '/etc/passwd'; COPY s.t (a) FROM stdin;\n",
        "COPY s.t (a); DROP TABLE x; COPY s.t (a) FROM stdin;\n",
        "COPY s.t (a FROM stdin;\n",
        "COPY s.t () FROM stdin;\n",
        "COPY s.\"\" (a) FROM stdin;\n",
        "COPY s.\"t (a) FROM stdin;\n",
        "COPY (SELECT 1) FROM stdin;\n",
        "DELETE FROM s.t;\n"
      })
  void refusesEverythingElse(String text) {
    assertThatThrownBy(() -> CopyStatement.parse(text))
        .isInstanceOf(SyncException.class)
        .hasMessageContaining("not understood");
  }
}
