package io.multiboard.sync.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is compressed comes back, and what is not compressed data is refused in bounded memory.
@Timeout(120)
class DecodingTest {
  private static final int MUTATIONS = 600;

  @TempDir Path folder;

  private byte[] decoded(Compression.Algorithm algorithm, byte[] frames, long most)
      throws IOException {
    Path file = folder.resolve("10.dat" + algorithm.fileSuffix());
    Files.write(file, frames);
    try (DecodedFile stream = DecodedFile.open(file, algorithm, most)) {
      return stream.readAllBytes();
    }
  }

  private static byte[] encoded(Compression compression, byte[]... parts) {
    var all = new ByteArrayOutputStream();
    try (FrameEncoders encoders = new FrameEncoders(compression, 1)) {
      for (byte[] part : parts) {
        try (FrameEncoders.Frame frame = encoders.encode(part, 0, part.length)) {
          all.write(frame.bytes(), frame.offset(), frame.length());
        }
      }
    }
    return all.toByteArray();
  }

  private static byte[] mixed(int length, Random random) {
    byte[] bytes = new byte[length];
    for (int at = 0; at < length; ) {
      int run = Math.min(length - at, 1 + random.nextInt(300));
      if (at > 300 && random.nextBoolean()) {
        System.arraycopy(bytes, random.nextInt(at - run < 1 ? 1 : at - run), bytes, at, run);
      } else {
        for (int each = 0; each < run; each++) {
          bytes[at + each] = (byte) random.nextInt(random.nextInt(2) == 0 ? 256 : 4);
        }
      }
      at += run;
    }
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(strings = {"zstd:1", "zstd:3", "gzip:1", "gzip:9", "lz4:1", "lz4:9", "none"})
  void framesThatFollowOneAnotherAreOneFile(String text) throws IOException {
    Compression compression = Compression.parse(text);
    Random random = new Random(3);
    for (int length : new int[] {0, 1, 5, 64, 65_535, 65_536, (1 << 20) - 1, (1 << 20) + 1}) {
      byte[] one = mixed(length, random);
      byte[] noise = new byte[length / 3];
      random.nextBytes(noise);
      byte[] frames = encoded(compression, one, noise, new byte[0], one);
      var expected = new ByteArrayOutputStream();
      expected.writeBytes(one);
      expected.writeBytes(noise);
      expected.writeBytes(one);
      assertThat(
              Arrays.equals(
                  decoded(compression.algorithm(), frames, Long.MAX_VALUE), expected.toByteArray()))
          .as("%s of %d bytes", text, length)
          .isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zstd:1", "gzip:1", "lz4:1"})
  void theLongestFrameHasRoomForWhatDoesNotCompress(String text) throws IOException {
    byte[] noise = new byte[FrameEncoders.LONGEST];
    new Random(8).nextBytes(noise);
    byte[] frames = encoded(Compression.parse(text), noise);
    byte[] decoded = decoded(Compression.parse(text).algorithm(), frames, noise.length);
    assertThat(Arrays.equals(decoded, noise)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zstd:1", "gzip:6", "lz4:1"})
  void mutationsAreRefusedOrHarmless(String text) throws IOException {
    Compression compression = Compression.parse(text);
    Random random = new Random(17);
    byte[] content = mixed(3000, random);
    byte[] original = encoded(compression, content, content);
    int refused = 0;
    for (int round = 0; round < MUTATIONS; round++) {
      byte[] bytes =
          random.nextInt(4) == 0
              ? Arrays.copyOf(original, random.nextInt(original.length))
              : original.clone();
      for (int times = random.nextInt(4); times >= 0 && bytes.length > 0; times--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      long before = allocated();
      try {
        decoded(compression.algorithm(), bytes, 64 << 10);
      } catch (SyncException refusal) {
        assertThat(refusal.reason()).isEqualTo(Reason.ArchiveCorrupt);
        refused++;
      }
      assertThat(allocated() - before).isLessThan(16L << 20);
    }
    assertThat(refused).isGreaterThan(MUTATIONS * 9 / 10);
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zstd:1", "gzip:6", "lz4:1", "none"})
  void whatGrowsBeyondItsBoundIsRefused(String text) {
    Compression compression = Compression.parse(text);
    byte[] frames = encoded(compression, new byte[1 << 20], new byte[1 << 20]);
    assertThatThrownBy(() -> decoded(compression.algorithm(), frames, (2 << 20) - 1))
        .hasMessageContaining("holds more than the 2097151 bytes that it may");
  }

  @ParameterizedTest
  @CsvSource({"1000, 67108864", "100000, 100000000", "2000000000000, 35184372088832"})
  void withoutAManifestTheBoundIsAThousandfold(long length, long most) {
    assertThat(ReadLimits.DEFAULT.mostFor(length)).isEqualTo(most);
  }

  @Test
  void windowsBeyond128MbAreRefused() throws IOException {
    assertThat(decoded(Compression.Algorithm.ZSTD, zstdOfWindow(27), 1)).isEmpty();
    SyncException refusal =
        catchThrowableOfType(
            SyncException.class, () -> decoded(Compression.Algorithm.ZSTD, zstdOfWindow(28), 1));
    assertThat(refusal).isNotNull().message().contains("10.dat.zst");
    assertThat(refusal.reason()).isEqualTo(Reason.ArchiveCorrupt);
  }

  /// A frame of one empty raw block. Source: RFC 8878.
  private static byte[] zstdOfWindow(int log) {
    return ByteBuffer.allocate(9)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0xFD2FB528)
        .put((byte) 0)
        .put((byte) ((log - 10) << 3))
        .put((byte) 1)
        .array();
  }

  @ParameterizedTest
  @CsvSource({
    "zstd,1",
    "zstd:3,3",
    "ZSTD:19,19",
    "gzip,6",
    "gzip:1,1",
    "lz4,1",
    "lz4:12,12",
    "none,0"
  })
  void compressionsAreParsed(String text, int level) {
    assertThat(Compression.parse(text).level()).isEqualTo(level);
    assertThat(Compression.parse(Compression.parse(text).text()))
        .isEqualTo(Compression.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "zst",
        "zstd:0",
        "zstd:20",
        "zstd:-1",
        "gzip:10",
        "lz4:13",
        "none:1",
        "zstd:",
        "zstd:1:2",
        "zstd:x"
      })
  void otherCompressionsAreRefused(String text) {
    SyncException refusal =
        catchThrowableOfType(SyncException.class, () -> Compression.parse(text));
    assertThat(refusal.reason()).isEqualTo(Reason.InvalidUsage);
    assertThat(refusal.remedy()).isNotEmpty();
  }
}
