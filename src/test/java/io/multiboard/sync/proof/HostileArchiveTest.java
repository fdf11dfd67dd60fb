package io.multiboard.sync.proof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.judge.Judge;
import io.multiboard.sync.server.TestServers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An archive of pg_dump whose `toc.dat` somebody has rewritten to reach what is not theirs:
/// refused by each verb before the target is touched. The reader alone: `HostileTocTest`.
class HostileArchiveTest {
  /// A text's sign and length stand before it.
  private static final int PREFIX = 1 + Integer.BYTES;

  private static final int HEADER = 11;
  private static final int BOMB_MEGABYTES = 200;

  @TempDir static Path folder;
  private static Scene scene;
  private static Path archive;
  private static byte[] honest;
  private static String dataFile;
  private static String copyStatement;

  @BeforeAll
  static void dump() throws SQLException, IOException {
    scene = Scene.on(TestServers.v18());
    archive = folder.resolve("archive");
    Judge.V18.dumpDirectory(scene.source(), archive).orFail();
    honest = Files.readAllBytes(archive.resolve("toc.dat"));
    try (Stream<Path> files = Files.list(archive)) {
      dataFile =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.matches("\\d+\\.dat.*"))
              .map(name -> name.replace(".gz", ""))
              .findFirst()
              .orElseThrow();
    }
    String text = new String(honest, ISO_8859_1);
    int copy = text.indexOf("COPY scene.parts");
    copyStatement = text.substring(copy, text.indexOf('\n', copy) + 1);
  }

  @AfterAll
  static void drop() throws SQLException {
    scene.close();
  }

  @Test
  void honestOnesAreTaken() throws IOException, SQLException {
    Files.write(archive.resolve("toc.dat"), honest);
    Program.run("inspect", archive.toString()).orFail();
    Program.run(scene.importing(archive, "--dry-run")).orFail();
    scene.assertUntouched();
  }

  @Test
  void filesElsewhere() throws IOException, SQLException {
    Path secret = Files.writeString(folder.resolve("secret"), "1\tsecret\n\\.\n\n\n");
    for (String name : new String[] {"../secret", secret.toString(), "/etc/passwd", "99999.dat"}) {
      refused(toc -> withText(toc, dataFile, name));
    }
    assertThat(secret).exists();
  }

  @Test
  void programsOfTheServer() throws IOException, SQLException {
    Path made = folder.resolve("made by the server");
    for (String source :
        new String[] {"PROGRAM 'touch \"" + made + "\"'", "'/etc/passwd'", "stdin; DROP TABLE x"}) {
      refused(toc -> withText(toc, copyStatement, copyStatement.replace("stdin", source)));
    }
    assertThat(made).doesNotExist();
  }

  @Test
  void kindsThatNobodyKnows() throws IOException, SQLException {
    refused(toc -> withText(toc, "SEQUENCE SET", "SEQUENCE SHIFT"));
  }

  /// Numbers of entries and lengths of texts for which no memory would do.
  @Test
  void numbersThatAreNone() throws IOException, SQLException {
    int name = new String(honest, ISO_8859_1).indexOf(scene.source().name());
    for (int number : new int[] {Integer.MAX_VALUE, -1, 1 << 30}) {
      refused(toc -> withNumber(toc, name - Integer.BYTES, number));
    }
    refused(toc -> withNumber(toc, HEADER, Integer.MAX_VALUE));
    refused(toc -> new byte[0]);
    refused(toc -> "PGDMP".getBytes(ISO_8859_1));
    refused(toc -> "-- a script\nSELECT 1;\n".getBytes(ISO_8859_1));
  }

  /// A small file that would fill the server's disk.
  @Test
  void bombs() throws IOException, SQLException {
    Path file = archive.resolve(dataFile + ".gz");
    byte[] whole = Files.readAllBytes(file);
    try (GZIPOutputStream packed =
        new GZIPOutputStream(Files.newOutputStream(file)) {
          {
            def.setLevel(Deflater.BEST_COMPRESSION);
          }
        }) {
      byte[] megabyte = new byte[1 << 20];
      Arrays.fill(megabyte, (byte) '1');
      for (int written = 0; written < BOMB_MEGABYTES; written++) {
        packed.write(megabyte);
      }
    }
    refused(toc -> toc);
    Files.write(file, whole);
  }

  private static void refused(UnaryOperator<byte[]> hostile) throws IOException, SQLException {
    Files.write(archive.resolve("toc.dat"), hostile.apply(honest.clone()));
    String[][] verbs = {
      scene.importing(archive),
      {"verify", archive.toString()},
      scene.importing(archive, "--dry-run")
    };
    for (String[] words : verbs) {
      Ran ran = Program.run(words);
      assertThat(ran.status()).as(ran.said()).isNotZero();
      assertThat(ran.said()).containsPattern("Archive(Corrupt|Unsupported)");
      assertThat(ran.said()).contains("what to do: ").doesNotContain("\tat ", "Exception");
    }
    scene.assertUntouchedAtAGlance();
  }

  private static byte[] withText(byte[] toc, String old, String other) {
    byte[] bytes = old.getBytes(ISO_8859_1);
    int at = new String(toc, ISO_8859_1).indexOf(old);
    while (ByteBuffer.wrap(toc).order(ByteOrder.LITTLE_ENDIAN).getInt(at - Integer.BYTES)
        != bytes.length) {
      at = new String(toc, ISO_8859_1).indexOf(old, at + 1);
    }
    byte[] text = other.getBytes(ISO_8859_1);
    return ByteBuffer.allocate(toc.length - bytes.length + text.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(toc, 0, at - PREFIX)
        .put((byte) 0)
        .putInt(text.length)
        .put(text)
        .put(toc, at + bytes.length, toc.length - at - bytes.length)
        .array();
  }

  private static byte[] withNumber(byte[] toc, int at, int number) {
    ByteBuffer.wrap(toc).order(ByteOrder.LITTLE_ENDIAN).putInt(at, number);
    return toc;
  }
}
