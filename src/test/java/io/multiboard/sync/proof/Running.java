package io.multiboard.sync.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A run of the program that is going on, or has ended. Closing it kills it.
public record Running(Process process, Path out, Path err) implements AutoCloseable {
  private static final long MINUTES = 5;

  /// Waits for the end; fails the test if none comes.
  public Ran await() {
    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        throw new AssertionError("no end after %d minutes: %s".formatted(MINUTES, said()));
      }
      Ran ran = new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
      close();
      return ran;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interruption);
    }
  }

  /// What it has said so far.
  public String said() {
    try {
      return Files.readString(out) + Files.readString(err);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// As `kill -SIGNAL`, such as `INT`.
  public void signal(String signal) {
    try {
      new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      process.destroyForcibly().waitFor();
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
    }
  }
}
