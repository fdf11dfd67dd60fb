package io.multiboard.sync.cli;

import io.multiboard.sync.engine.CopyFormat;
import io.multiboard.sync.engine.ExportRequest;
import io.multiboard.sync.engine.archive.Compression;
import io.multiboard.sync.engine.toc.TocOptions;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.settings.ByteSize;
import io.multiboard.sync.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// How the source is read and its rows are stored.
final class ExportChoices {
  private Optional<ByteSize> chunkSize = Optional.empty();

  @Option(
      names = "--chunk-size",
      paramLabel = "SIZE",
      order = 21,
      description =
          "Larger tables are read in pieces of about this size, side by side, such as 64Mi (the default) or 1Gi.")
  void chunkSize(String text) {
    chunkSize =
        Optional.of(
            ByteSize.parse(text)
                .filter(size -> size.bytes() >= 1 << 20)
                .orElseThrow(() ->
                    new TypeConversionException(
                        "it is no size of at least 1Mi, such as 64Mi or 1Gi")));
  }

  @Option(
      names = "--compression",
      paramLabel = "ALGORITHM[:LEVEL]",
      order = 22,
      description =
          "zstd, gzip, lz4 or none, with a level, such as zstd:1 (the default) or gzip:6. Every pg_restore reads gzip; 16 and newer"
              + " read zstd and lz4 where they are built in.")
  private Optional<String> compression = Optional.empty();

  @Option(
      names = "--copy-format",
      paramLabel = "auto|text|binary",
      order = 23,
      description =
          "How rows travel: auto (the default) is text for export, which every tool reads, and binary for"
              + " sync, which costs the servers less; binary is used where every column's type allows it.")
  private CopyFormat copyFormat = CopyFormat.Auto;

  @Option(
      names = "--ignore",
      paramLabel = "KIND",
      order = 25,
      description =
          "Go on without objects of this kind where they cannot be reproduced, such as PUBLICATION; may be repeated. Otherwise such"
              + " an object is an error that names it.")
  private List<String> ignored = List.of();

  Compression compression(Settings settings) {
    return Compression.parse(compression.orElse(settings.transfer().compression()));
  }

  /// What to export; kinds that cannot be ignored are refused here, before anything begins.
  ExportRequest request(Connector source, TransferOptions transfer, Settings settings) {
    TocOptions options = new TocOptions(Set.copyOf(ignored));
    return new ExportRequest(
        source,
        transfer.jobs(settings),
        chunkSize.orElse(settings.transfer().chunkSize()).bytes(),
        copyFormat,
        transfer.lockTimeout(settings),
        options.ignoredKinds());
  }
}
