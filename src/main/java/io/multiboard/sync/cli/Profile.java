package io.multiboard.sync.cli;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Optional;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/// A Java Flight Recorder profile from its making to its closing, where one is wanted. Its file is
/// not for strangers: it shows file names and the process's environment is left out. Not
/// thread-safe.
final class Profile implements AutoCloseable {
  private final Optional<Recording> recording;

  private Profile(Optional<Recording> recording) {
    this.recording = recording;
  }

  /// Begins to record where a file is named.
  static Profile start(Optional<Path> file) {
    return new Profile(file.map(Profile::record));
  }

  private static Recording record(Path file) {
    try {
      Recording recording = new Recording(Configuration.getConfiguration("profile"));
      // The environment and the arguments may hold passwords.
      recording.disable("jdk.InitialEnvironmentVariable");
      recording.disable("jdk.JVMInformation");
      recording.disable("jdk.InitialSystemProperty");
      recording.disable("jdk.SystemProcess");
      recording.setDestination(file.toAbsolutePath());
      recording.start();
      return recording;
    } catch (IOException | ParseException | IllegalStateException failure) {
      throw unwritable(file, failure);
    }
  }

  private static SyncException unwritable(Path file, Exception failure) {
    return new SyncException(
        Reason.InvalidUsage,
        "the profile cannot be written to \"" + file + "\": " + failure.getMessage(),
        "Name a file in a folder that exists and can be written.",
        failure);
  }

  /// Writes the file.
  @Override
  public void close() {
    recording.ifPresent(running -> {
      running.stop();
      running.close();
    });
  }
}
