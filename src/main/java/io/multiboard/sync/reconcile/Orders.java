package io.multiboard.sync.reconcile;

import io.multiboard.sync.manifest.ArchiveSpec;
import io.multiboard.sync.manifest.ConnectionSpec;
import io.multiboard.sync.manifest.ExportSpec;
import io.multiboard.sync.manifest.ImportSpec;
import io.multiboard.sync.manifest.Resolved;
import io.multiboard.sync.manifest.Resolved.Endpoint;
import io.multiboard.sync.manifest.VerifySpec;
import io.multiboard.sync.order.ArchivePlace;
import io.multiboard.sync.order.DatabaseAccess;
import io.multiboard.sync.order.ExportChoices;
import io.multiboard.sync.order.ImportChoices;
import io.multiboard.sync.order.Retention;
import io.multiboard.sync.settings.ByteSize;
import io.multiboard.sync.settings.TimeSpan;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// Puts what a user wrote into an order's words. Pure.
final class Orders {
  private Orders() {}

  static DatabaseAccess access(Endpoint endpoint) {
    ConnectionSpec spec = endpoint.spec();
    Optional<String> authority = Optional.ofNullable(spec.tls().caSecretName());
    DatabaseAccess.Files files = DatabaseAccess.Files.passwordAt(authority.isPresent());
    return new DatabaseAccess(
        endpoint.connectionName(),
        spec.host(),
        spec.port(),
        spec.database(),
        DatabaseAccess.Tls.valueOf(spec.tls().mode().name()),
        spec.credentials().secretName(),
        authority,
        spec.credentials().certificateKey() == null ? files : files.withCertificate());
  }

  /// Where a path such as `shop_nightly/nightly-1b2c3d4e5f` leads.
  static ArchivePlace place(String path) {
    int slash = path.indexOf('/');
    return new ArchivePlace(ArchivePlace.ROOT, path.substring(0, slash), path.substring(slash + 1));
  }

  static ExportChoices choices(Resolved resolved) {
    ExportSpec spec = resolved.export();
    return new ExportChoices(
        spec.parallelism(),
        ByteSize.parse(spec.chunkSize()).map(ByteSize::bytes).orElse(64L << 20),
        compression(spec.compression()),
        Duration.ofSeconds(spec.lockTimeoutSeconds()),
        copyFormat(resolved),
        resolved.load().ignoreKinds());
  }

  /// Binary costs the servers less, and text can be read by every tool: the rows of a sync with a
  /// target travel as binary.
  private static ExportChoices.CopyFormat copyFormat(Resolved resolved) {
    return switch (resolved.export().copyFormat()) {
      case Auto ->
          resolved.target() == null
              ? ExportChoices.CopyFormat.Auto
              : ExportChoices.CopyFormat.Binary;
      case Text -> ExportChoices.CopyFormat.Text;
      case Binary -> ExportChoices.CopyFormat.Binary;
    };
  }

  private static String compression(ExportSpec.Compression compression) {
    String name = compression.algorithm().name().toLowerCase(Locale.ROOT);
    return compression.level() == null ? name : name + ":" + compression.level();
  }

  static ImportChoices choices(ImportSpec spec, VerifySpec verify) {
    return new ImportChoices(
        spec.parallelism(),
        ImportChoices.Strategy.valueOf(spec.strategy().name()),
        ImportChoices.Ownership.valueOf(spec.ownership().name()),
        ImportChoices.Privileges.valueOf(spec.privileges().name()),
        ImportChoices.MissingRoles.valueOf(spec.missingRoles().name()),
        ImportChoices.TargetOnlyObjects.valueOf(spec.targetOnlyObjects().name()),
        ImportChoices.Verify.valueOf(verify.mode().name()),
        keepPrevious(spec));
  }

  static Duration keepPrevious(ImportSpec spec) {
    return TimeSpan.parse(spec.previous().keepWithin()).orElse(Duration.ofHours(24));
  }

  static Retention retention(ArchiveSpec.Retention spec) {
    Optional<Duration> within = Optional.ofNullable(spec.keepWithin()).flatMap(TimeSpan::parse);
    OptionalLong bytes =
        Optional.ofNullable(spec.maxSize())
            .flatMap(ByteSize::parse)
            .map(size -> OptionalLong.of(size.bytes()))
            .orElseGet(OptionalLong::empty);
    return new Retention(spec.keepLast(), within, bytes);
  }
}
