package io.multiboard.sync.cli;

import io.multiboard.sync.app.LocalRun;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.DatabaseAddress;
import io.multiboard.sync.postgres.Password;
import io.multiboard.sync.postgres.TlsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The manifests of one copy, as YAML.
///
/// @param name of the sync
/// @param schedule in its place a trigger
record InitManifests(
    String name,
    Optional<String> namespace,
    Optional<String> schedule,
    DatabaseAddress source,
    DatabaseAddress target) {
  private static final String OVERWRITABLE =
      """
        # May be replaced by a copy. Unless it is empty, its owner marks it, too: multiboard-sync allow --target DB
        allowOverwrite: true
      """;

  String text() {
    return "# The Secrets hold passwords: keep this file as you keep those.\n"
        + secrets("source", source)
        + secrets("target", target)
        + connection("source", source, "Production", "")
        + connection("target", target, "Staging", OVERWRITABLE)
        + sync();
  }

  private String head(String version, String kind, String suffix) {
    // A database may be called 2026, and its sync with it, which YAML takes for a number.
    String whole = suffix.isEmpty() ? quoted(name) : name + suffix;
    return "---\napiVersion: %s\nkind: %s\nmetadata:\n  name: %s\n%s"
        .formatted(
            version,
            kind,
            whole,
            namespace.map(each -> "  namespace: " + quoted(each) + "\n").orElse(""));
  }

  private String secrets(String side, DatabaseAddress address) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("username", address.user());
    if (address.tls().certificate().isEmpty()) {
      texts.put("password", address.password().map(Password::reveal).orElse(LocalRun.PLACEHOLDER));
    }
    StringBuilder text = new StringBuilder(head("v1", "Secret", "-" + side));
    text.append("type: Opaque\nstringData:\n");
    texts.forEach((key, value) -> text.append("  %s: %s\n".formatted(key, quoted(value))));
    TlsSettings tls = address.tls();
    if (tls.certificate().isPresent() && tls.key().isPresent()) {
      text.append("data:\n");
      text.append("  tls.crt: ").append(content(tls.certificate().get())).append('\n');
      text.append("  tls.key: ").append(content(tls.key().get())).append('\n');
    }
    tls.authorities()
        .ifPresent(file ->
            text.append(head("v1", "Secret", "-" + side + "-ca"))
                .append("type: Opaque\ndata:\n  ca.crt: ")
                .append(content(file))
                .append('\n'));
    return text.toString();
  }

  private static String content(Path file) {
    try {
      return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    } catch (IOException failure) {
      throw new SyncException(
          Reason.InvalidUsage, "'" + file + "' cannot be read", "Correct the URL.", failure);
    }
  }

  private String connection(String side, DatabaseAddress address, String environment, String more) {
    TlsSettings tls = address.tls();
    StringBuilder text =
        new StringBuilder(head("sync.multiboard.io/v1alpha1", "DatabaseConnection", "-" + side));
    text.append("spec:\n");
    if (isHere(address.host())) {
      text.append("  # In a cluster this is the worker's pod: name the server as pods reach it.\n");
    }
    text.append(
        "  host: %s\n  port: %d\n  database: %s\n  credentials:\n    secretName: %s-%s\n"
            .formatted(
                quoted(address.host()), address.port(), quoted(address.database()), name, side));
    if (tls.certificate().isPresent()) {
      text.append("    certificateKey: tls.crt\n    privateKeyKey: tls.key\n");
    }
    text.append("  tls:\n    mode: ").append(tls.mode()).append('\n');
    tls.authorities()
        .ifPresent(_ -> text.append("    caSecretName: %s-%s-ca\n".formatted(name, side)));
    return text.append("  environment: ").append(environment).append('\n').append(more).toString();
  }

  private static boolean isHere(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
  }

  private String sync() {
    String start =
        schedule
            .map(cron -> "  schedule: " + quoted(cron) + "\n")
            .orElse("  # Another value makes another copy.\n  trigger: \"1\"\n");
    return head("sync.multiboard.io/v1alpha1", "DatabaseSync", "")
        + "spec:\n  source:\n    connectionName: %1$s-source\n  target:\n    connectionName: %1$s-target\n"
            .formatted(name)
        + start;
  }

  /// As YAML's double quotes have it.
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(point -> {
          if (point == '"' || point == '\\') {
            quoted.append('\\').appendCodePoint(point);
          } else if (point < ' ' || point == 0x7f) {
            quoted.append("\\x%02x".formatted(point));
          } else {
            quoted.appendCodePoint(point);
          }
        });
    return quoted.append('"').toString();
  }
}
