package io.multiboard.sync.engine.toc;

import java.util.List;
import java.util.Optional;

/// The entries that every archive begins with: encoding, string syntax and search path. Our
/// sessions speak UTF-8 whatever the database's encoding.
final class Preamble {
  private Preamble() {}

  static List<EntryText> entries() {
    return List.of(
        setting(EntryKind.ENCODING, "SET client_encoding = 'UTF8';\n"),
        setting(EntryKind.STDSTRINGS, "SET standard_conforming_strings = 'on';\n"),
        setting(EntryKind.SEARCHPATH, "SELECT pg_catalog.set_config('search_path', '', false);\n"));
  }

  private static EntryText setting(EntryKind kind, String definition) {
    return new EntryText(
        kind,
        Section.PRE_DATA,
        kind.text(),
        Optional.empty(),
        Optional.empty(),
        new EntryText.Body.Sql(definition, "", Optional.empty(), Optional.empty()),
        new Needs.Only(List.of()));
  }
}
