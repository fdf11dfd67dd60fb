package io.multiboard.sync.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.event.HalfShown;
import io.multiboard.sync.event.Picture;
import io.multiboard.sync.event.Stage;
import io.multiboard.sync.event.TableShown;
import io.multiboard.sync.event.TimeLeft;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTextTest {
  private static final Picture PICTURE =
      new Picture(
          "Export + Import",
          Duration.ofSeconds(42),
          0.5,
          new TimeLeft.Estimate(Duration.ofSeconds(34)),
          List.of(
              new HalfShown(
                  Stage.Export,
                  0.61,
                  23,
                  64,
                  1_200_000,
                  610_000_000,
                  123e6,
                  1.2e6,
                  false,
                  List.of(
                      new TableShown("public.price\nevil", 0.45),
                      new TableShown("public.attribute", 0.8))),
              new HalfShown(
                  Stage.Import,
                  0.38,
                  11,
                  64,
                  700_000,
                  380_000_000,
                  81.4e6,
                  8e5,
                  false,
                  List.of(new TableShown("public.part", 0.999)))),
          List.of("INDEX public.price_pkey"));

  @Test
  void drawsBarsRatesTablesAndTimes() {
    assertThat(new TerminalText("shop -> copy", false).lines(PICTURE, 120))
        .containsExactly(
            "shop -> copy",
            "export  ####################..............  61 %     123 MB/s 1.2 M rows/s",
            "import  ############......................  38 %      81 MB/s 800 k rows/s",
            "done    export 23 of 64 tables, import 11 of 64 tables",
            "now     out public.price?evil 45 %, out public.attribute 80 %, in public.part 99 %, INDEX public.price_pkey",
            "50 %    Export + Import, 0:42 gone, about 0:34 left");
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 40, 79, 80, 200})
  void noLineIsWiderThanTheTerminal(int width) {
    assertThat(new TerminalText("x".repeat(300), true).lines(PICTURE, width))
        .hasSize(6)
        .allMatch(line -> line.codePointCount(0, line.length()) <= width);
  }

  @Test
  void theWholePictureFitsAnOrdinaryTerminal() {
    assertThat(new TerminalText("shop", true).lines(PICTURE, 79).get(1)).endsWith("1.2 M rows/s");
  }

  @Test
  void saysTheSameInOneLine() {
    assertThat(TerminalText.line(PICTURE))
        .isEqualTo(
            "0:42  50 %, export 61 % (123 MB/s, 1.2 M rows/s), import 38 % (81 MB/s, 800 k rows/s); out"
                + " public.price?evil 45 %, out public.attribute 80 %, in public.part 99 %, INDEX"
                + " public.price_pkey; about 0:34 left");
  }

  @Test
  void numbersReadAsPeopleWriteThem() {
    assertThat(
            List.of(
                Words.bytes(0),
                Words.bytes(999),
                Words.bytes(1000),
                Words.bytes(1.5e9),
                Words.bytes(12e12)))
        .containsExactly("0 B", "999 B", "1.0 kB", "1.5 GB", "12 TB");
    assertThat(List.of(Words.count(7), Words.count(12_345), Words.exact(1_234_567)))
        .containsExactly("7", "12 k", "1,234,567");
    assertThat(List.of(Words.clock(Duration.ofSeconds(7)), Words.clock(Duration.ofSeconds(3723))))
        .containsExactly("0:07", "1:02:03");
    assertThat(List.of(Words.percent(0.999), Words.percent(1))).containsExactly("99 %", "100 %");
  }
}
