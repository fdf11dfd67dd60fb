package io.multiboard.sync.engine.archive;

import io.multiboard.sync.failure.Reason;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/// One line of the journal of a growing archive. A line ends with the CRC 32 of what is before it,
/// so that a torn or altered one is known.
sealed interface JournalEntry {
  /// The first line: what follows is for readers that know this version.
  record Begun(String compression) implements JournalEntry {}

  /// The early table of contents is there.
  record Contents(FileFacts file) implements JournalEntry {}

  /// What a table will weigh, as the source's catalog estimates.
  record Estimated(int dumpId, long rows, long bytes) implements JournalEntry {}

  /// A run of rows is in its file, with the digest of its frames.
  record Written(int dumpId, Segment segment) implements JournalEntry {}

  /// A data file is finished.
  record Table(int dumpId, long rows, long bytes) implements JournalEntry {}

  /// A large object is there.
  record Stored(Manifest.LargeObjectFile object) implements JournalEntry {}

  /// No more large objects come.
  record AllStored() implements JournalEntry {}

  /// The writer lives.
  record Alive() implements JournalEntry {}

  /// The writer gave up.
  record Failed(Reason reason, String message, String remedy) implements JournalEntry {}

  /// The archive is in its place.
  ///
  /// @param sha256 of its manifest
  record Whole(String sha256) implements JournalEntry {}

  /// The version of the lines.
  String VERSION = "1";

  /// The line, with its end.
  default String line() {
    String body = String.join(" ", words());
    return body + " " + check(body) + "\n";
  }

  private List<String> words() {
    return switch (this) {
      case Begun(String compression) -> List.of("begun", VERSION, compression);
      case Contents(FileFacts file) -> List.of("contents", text(file.bytes()), file.sha256());
      case Estimated(int dumpId, long rows, long bytes) ->
          List.of("estimated", text(dumpId), text(rows), text(bytes));
      case Written(int dumpId, Segment segment) ->
          List.of(
              "written",
              text(dumpId),
              text(segment.offset()),
              text(segment.fileLength()),
              text(segment.length()),
              text(segment.rows()),
              segment.sha256().orElseThrow());
      case Table(int dumpId, long rows, long bytes) ->
          List.of("table", text(dumpId), text(rows), text(bytes));
      case Stored(Manifest.LargeObjectFile object) ->
          List.of(
              "stored",
              text(object.oid()),
              text(object.stored().bytes()),
              object.stored().sha256(),
              text(object.bytes()),
              object.stored().file());
      case AllStored _ -> List.of("all-stored");
      case Alive _ -> List.of("alive");
      case Failed(Reason reason, String message, String remedy) ->
          List.of("failed", reason.name(), "-" + encode(message), "-" + encode(remedy));
      case Whole(String sha256) -> List.of("whole", sha256);
    };
  }

  /// Reads a line without its end; empty where it is none.
  static Optional<JournalEntry> parse(String line) {
    int end = line.lastIndexOf(' ');
    if (end < 0 || !check(line.substring(0, end)).equals(line.substring(end + 1))) {
      return Optional.empty();
    }
    try {
      return of(line.substring(0, end).split(" ", -1));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException broken) {
      return Optional.empty();
    }
  }

  private static Optional<JournalEntry> of(String[] words) {
    return switch (words[0]) {
      case "begun" ->
          words[1].equals(VERSION) ? Optional.of(new Begun(words[2])) : Optional.empty();
      case "contents" ->
          Optional.of(
              new Contents(new FileFacts(PartialFolder.EARLY_TOC, number(words[1]), words[2])));
      case "estimated" ->
          Optional.of(new Estimated(place(words[1]), number(words[2]), number(words[3])));
      case "written" ->
          Optional.of(
              new Written(
                  place(words[1]),
                  new Segment(
                      number(words[2]),
                      place(words[3]),
                      place(words[4]),
                      number(words[5]),
                      Optional.of(words[6]))));
      case "table" -> Optional.of(new Table(place(words[1]), number(words[2]), number(words[3])));
      case "stored" -> Optional.of(new Stored(object(words)));
      case "all-stored" -> Optional.of(new AllStored());
      case "alive" -> Optional.of(new Alive());
      case "failed" ->
          Optional.of(
              new Failed(
                  Reason.valueOf(words[1]),
                  decode(words[2].substring(1)),
                  decode(words[3].substring(1))));
      case "whole" -> Optional.of(new Whole(words[1]));
      default -> Optional.empty();
    };
  }

  private static Manifest.LargeObjectFile object(String[] words) {
    return new Manifest.LargeObjectFile(
        new FileFacts(words[5], number(words[2]), words[3]), number(words[1]), number(words[4]));
  }

  private static String check(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.UTF_8));
    return "%08x".formatted(crc.getValue());
  }

  private static String text(long number) {
    return Long.toString(number);
  }

  private static long number(String digits) {
    long number = Long.parseLong(digits);
    if (number < 0) {
      throw new IllegalArgumentException(digits);
    }
    return number;
  }

  private static int place(String digits) {
    return Math.toIntExact(number(digits));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decode(String word) {
    return URLDecoder.decode(word, StandardCharsets.UTF_8);
  }
}
