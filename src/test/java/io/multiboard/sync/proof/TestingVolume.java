package io.multiboard.sync.proof;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

/// A volume of its own size, in memory, that can be made read-only. Where this user may not mount,
/// the test is skipped with a message, or fails under `CI`.
final class TestingVolume implements AutoCloseable {
  private final Path folder;

  private TestingVolume(Path folder) {
    this.folder = folder;
  }

  /// @param megabytes all the room that there is
  static TestingVolume of(int megabytes) {
    try {
      Path folder = Files.createTempDirectory("volume-");
      if (run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString())
          != 0) {
        Files.delete(folder);
        return impossible();
      }
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
      return new TestingVolume(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static TestingVolume impossible() {
    String message = "this user may not mount a volume";
    if (Boolean.parseBoolean(System.getenv("CI"))) {
      throw new AssertionError(message);
    }
    return abort(message);
  }

  Path folder() {
    return folder;
  }

  void makeReadOnly() {
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
