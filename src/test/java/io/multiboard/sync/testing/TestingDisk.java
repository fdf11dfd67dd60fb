package io.multiboard.sync.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

/// A disk of its own size, in memory, that can be made read-only. Where this user may not mount,
/// the test is skipped with a message, or fails under `CI`.
public final class TestingDisk implements AutoCloseable {
  private final Path folder;

  private TestingDisk(Path folder) {
    this.folder = folder;
  }

  /// @param megabytes all the room that there is
  public static TestingDisk of(int megabytes) {
    try {
      Path folder = Files.createTempDirectory("volume-");
      if (run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString())
          != 0) {
        Files.delete(folder);
        return impossible();
      }
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
      return new TestingDisk(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static TestingDisk impossible() {
    String message = "this user may not mount a volume";
    if (Boolean.parseBoolean(System.getenv("CI"))) {
      throw new AssertionError(message);
    }
    return abort(message);
  }

  public Path folder() {
    return folder;
  }

  public void makeReadOnly() {
    if (run("mount", "-o", "remount,ro", folder.toString()) != 0) {
      throw new AssertionError("cannot make " + folder + " read-only");
    }
  }

  private static int run(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new AssertionError("no end of " + String.join(" ", command));
      }
      return process.exitValue();
    } catch (IOException failure) {
      return -1;
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interruption);
    }
  }

  @Override
  public void close() {
    run("umount", "--lazy", folder.toString());
    folder.toFile().delete();
  }
}
