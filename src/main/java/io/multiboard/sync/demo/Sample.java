package io.multiboard.sync.demo;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// The sample database: a catalogue of parts with its prices, orders and stock. The server makes
/// the rows itself, the same ones each time for the same size.
///
/// @param components how many components the catalogue has; everything else grows with them
public record Sample(int components) {
  /// What one component takes on disk with all that belongs to it, indexes included. Measured at
  /// 100 MB and 1 GB on release 18.
  private static final long BYTES_OF_A_COMPONENT = 23_000;

  private static final long BYTES_OF_NOTHING = 9_000_000;

  /// The smallest sample that is worth looking at.
  public static final Sample SMALLEST = new Sample(100);

  /// A sample that makes a database of about this size.
  ///
  /// @param bytes of the whole database on disk; small ones give [#SMALLEST]
  public static Sample ofBytes(long bytes) {
    long components = (bytes - BYTES_OF_NOTHING) / BYTES_OF_A_COMPONENT;
    return new Sample(Math.clamp(components, SMALLEST.components, 9_999_999));
  }

  /// Fills an empty database. It becomes the property of the role `catalogue_owner`, which is made
  /// where it is missing, as are `catalogue_app` and `catalogue_reader`.
  ///
  /// @param connection of a superuser, with nothing begun; set to commit each statement
  public void fill(Connection connection) {
    run(connection, "sample-schema.sql");
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET multiboard.components = " + components);
      statement.execute("SET maintenance_work_mem = '128MB'");
    } catch (SQLException failure) {
      throw failed("its size", failure);
    }
    run(connection, "sample-rows.sql");
    run(connection, "sample-keys.sql");
  }

  /// Fills an empty database with an older state of the sample.
  public void fillOlder(Connection connection) {
    fill(connection);
    run(connection, "sample-older.sql");
  }

  private static void run(Connection connection, String file) {
    try (InputStream stream = Sample.class.getResourceAsStream(file);
        Statement statement = connection.createStatement()) {
      if (stream == null) {
        throw new SyncException(
            Reason.InternalError,
            "The sample's file '%s' is not in this build".formatted(file),
            "");
      }
      statement.execute(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException | SQLException failure) {
      throw failed(file, failure);
    }
  }

  private static SyncException failed(String step, Exception failure) {
    return new SyncException(
        Reason.StatementFailed,
        "Filling the sample failed at %s: %s".formatted(step, failure.getMessage()),
        "Give an empty database and a superuser.",
        failure);
  }
}
