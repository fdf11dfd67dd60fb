package io.multiboard.sync.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import io.multiboard.sync.engine.toc.TocEntry;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever the bytes of a `toc.dat` are, the answer is a table of contents or a refusal, and
/// nothing is allocated that the file does not hold.
class HostileTocTest {
  private static final int MUTATIONS = 30_000;
  private static final int EXTREME_NUMBERS = 6;

  private static byte[] ours() {
    return TocWriter.write(TestingArchive.contents(), Instant.EPOCH, 0, "15.0");
  }

  @Test
  void readsWhatItWrites() {
    TocFile file = TocReader.read(ours());
    assertThat(file.contents()).isEqualTo(TestingArchive.contents());
    assertThat(file.created()).hasToString("1970-01-01T00:00");
    assertThat(file.version()).isEqualTo(TocVersion.V1_14);
    assertThat(file.dumper()).isEqualTo("15.0");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void noMutationGetsThrough(long seed) {
    Random random = new Random(seed);
    byte[][] originals = {ours(), TocBytes.version16().toByteArray()};
    int refused = 0;
    for (int round = 0; round < MUTATIONS; round++) {
      byte[] bytes = mutated(originals[round % 2], random);
      long before = allocated();
      refused += isRefused(bytes) ? 1 : 0;
      assertThat(allocated() - before).isLessThan(100L * bytes.length + (256 << 10));
    }
    assertThat(refused).isGreaterThan(MUTATIONS / 3);
  }

  private static boolean isRefused(byte[] bytes) {
    try {
      TocReader.read(bytes);
      return false;
    } catch (SyncException refusal) {
      assertThat(refusal.reason()).isIn(Reason.ArchiveCorrupt, Reason.ArchiveUnsupported);
      assertThat(refusal).message().startsWith("the archive cannot be used: 'toc.dat' ");
      return true;
    }
  }

  private static byte[] mutated(byte[] original, Random random) {
    byte[] bytes = original.clone();
    for (int times = random.nextInt(3); times >= 0; times--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(EXTREME_NUMBERS)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt();
        case 2 -> bytes = Arrays.copyOf(bytes, Math.max(at, 1));
        case 3 -> bytes = cut(bytes, at, random.nextInt(40));
        case 4 -> number(bytes, at, random.nextInt());
        default -> number(bytes, at, Integer.MAX_VALUE >>> random.nextInt(31));
      }
    }
    return bytes;
  }

  private static byte[] cut(byte[] bytes, int at, int length) {
    var shorter = new ByteArrayOutputStream();
    shorter.write(bytes, 0, at);
    int end = Math.min(bytes.length, at + length);
    shorter.write(bytes, end, bytes.length - end);
    return shorter.size() == 0 ? bytes : shorter.toByteArray();
  }

  private static void number(byte[] bytes, int at, int number) {
    if (at + Integer.BYTES <= bytes.length) {
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at, number);
    }
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/passwd", "/etc/passwd", "11.dat", "10.dat.gz", "10.dat\n", ""})
  void takesNoNameFromTheFile(String name) {
    refused(
        TocBytes.version14().tableData(10, "part", name),
        Reason.ArchiveCorrupt,
        "names the file '" + name + "' where '10.dat' must be");
  }

  @Test
  void takesNoNameOfAListFromTheFile() {
    refused(
        TocBytes.version16().largeObjects(20, "../blobs_20.toc"),
        Reason.ArchiveCorrupt,
        "names the file");
  }

  @Test
  void boundsTextsByTheFile() {
    refused(
        TocBytes.version14().entries(1).integer(1).integer(0).integer(Integer.MAX_VALUE),
        Reason.ArchiveCorrupt,
        "number of entries");
    refused(
        TocBytes.version14()
            .entries(1)
            .integer(1)
            .integer(0)
            .integer(Integer.MAX_VALUE)
            .raw(new byte[100]),
        Reason.ArchiveCorrupt,
        "text of 2147483647 bytes");
  }

  @Test
  void boundsTheNumberOfEntries() {
    refused(TocBytes.version14().entries(1_000_001), Reason.ArchiveCorrupt, "number of entries");
    refused(TocBytes.version14().entries(-1), Reason.ArchiveCorrupt, "number of entries");
  }

  @Test
  void refusesTheSameDumpIdTwice() {
    refused(
        TocBytes.version14().tableData(10, "a", "10.dat").tableData(10, "b", "10.dat"),
        Reason.ArchiveCorrupt,
        "two entries of dump id 10");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 13, ArchiveUnsupported",
    "1, 17, ArchiveUnsupported",
    "2, 0, ArchiveUnsupported",
    "0, 0, ArchiveUnsupported"
  })
  void refusesOtherVersions(int major, int minor, Reason reason) {
    refused(
        edited(bytes -> {
          bytes[5] = (byte) major;
          bytes[6] = (byte) minor;
        }),
        reason,
        "is of archive version " + major + "." + minor);
  }

  @Test
  void refusesOtherHeaders() {
    refused(edited(bytes -> bytes[0] = 'p'), Reason.ArchiveCorrupt, "is no table of contents");
    refused(edited(bytes -> bytes[8] = 8), Reason.ArchiveCorrupt, "integers");
    refused(edited(bytes -> bytes[9] = 9), Reason.ArchiveCorrupt, "offsets");
    refused(edited(bytes -> bytes[10] = 1), Reason.ArchiveUnsupported, "custom format");
    refused(edited(bytes -> bytes[10] = 5), Reason.ArchiveCorrupt, "unknown format");
    refused(edited(bytes -> bytes[32] = 77), Reason.ArchiveCorrupt, "impossible date");
    refused(new byte[0], Reason.ArchiveCorrupt, "ends too early");
  }

  @Test
  void refusesWhatFollows() {
    refused(Arrays.copyOf(ours(), ours().length + 1), Reason.ArchiveCorrupt, "goes on after");
  }

  @Test
  void refusesUnknownKinds() {
    refused(
        TocBytes.version14().statement(5, "PLUGIN", "x"),
        Reason.ArchiveUnsupported,
        "unknown kind 'PLUGIN'");
  }

  @Test
  void refusesTextsThatAreNotUtf8() {
    byte[] bytes = ours();
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("CREATE TABLE");
    bytes[at] = (byte) 0xE4;
    refused(bytes, Reason.ArchiveUnsupported, "not UTF-8");
    bytes[at] = 0;
    refused(bytes, Reason.ArchiveCorrupt, "zero byte");
  }

  @Test
  void turnsTheAccessMethodOfAPartitionedTableIntoAStatement() {
    TocFile file = TocReader.read(TocBytes.version16().toByteArray());
    TocEntry entry = file.contents().entries().getFirst();
    assertThat(entry)
        .isInstanceOfSatisfying(
            TocEntry.Statement.class,
            statement -> {
              assertThat(statement.accessMethod()).isEmpty();
              assertThat(statement.definition())
                  .isEqualTo("CREATE;\n\nALTER TABLE s.\"T\" SET ACCESS METHOD \"My AM\";\n");
            });
  }

  private static byte[] edited(Consumer<byte[]> edit) {
    byte[] bytes = ours();
    edit.accept(bytes);
    return bytes;
  }

  private static void refused(TocBytes bytes, Reason reason, String message) {
    refused(bytes.toByteArray(), reason, message);
  }

  private static void refused(byte[] bytes, Reason reason, String message) {
    SyncException refusal = catchThrowableOfType(SyncException.class, () -> TocReader.read(bytes));
    assertThat(refusal).isNotNull().message().contains(message);
    assertThat(refusal.reason()).isEqualTo(reason);
  }
}
