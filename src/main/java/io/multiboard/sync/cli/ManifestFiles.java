package io.multiboard.sync.cli;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/// Where manifests are: files, folders, and `-` for standard input.
final class ManifestFiles {
  private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");
  private static final int LONGEST = 4 << 20;

  private ManifestFiles() {}

  /// Reads all of them, those of a folder in the order of their names.
  ///
  /// @param reader takes a name for messages, and the text
  static void read(List<String> places, InputStream input, BiConsumer<String, String> reader) {
    for (String place : places) {
      if (place.equals("-")) {
        reader.accept("standard input", text("standard input", input));
        continue;
      }
      for (Path file : files(Path.of(place))) {
        reader.accept(file.toString(), text(file));
      }
    }
  }

  private static List<Path> files(Path place) {
    if (!Files.isDirectory(place)) {
      return List.of(place);
    }
    try (Stream<Path> all = Files.list(place)) {
      List<Path> files =
          all.filter(file -> ENDINGS.stream().anyMatch(file.toString()::endsWith))
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw refused("the folder '" + place + "' holds no .yaml, .yml or .json");
      }
      return files;
    } catch (IOException failure) {
      throw unreadable(place.toString(), failure);
    }
  }

  private static String text(Path file) {
    try (InputStream input = Files.newInputStream(file)) {
      return text(file.toString(), input);
    } catch (IOException failure) {
      throw unreadable(file.toString(), failure);
    }
  }

  private static String text(String name, InputStream input) {
    try {
      byte[] bytes = input.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        throw refused(name + " is longer than 4 MiB");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException binary) {
      throw refused(name + " is no UTF-8 text");
    } catch (IOException failure) {
      throw unreadable(name, failure);
    }
  }

  private static SyncException refused(String message) {
    return new SyncException(Reason.InvalidUsage, message, "Name files with manifests by -f.");
  }

  private static SyncException unreadable(String name, IOException failure) {
    return new SyncException(
        Reason.InvalidUsage,
        "'" + name + "' cannot be read: " + failure.getClass().getSimpleName(),
        "Name files with manifests by -f.",
        failure);
  }
}
