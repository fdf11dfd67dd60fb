package io.multiboard.sync.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Authorities and certificates made by the `openssl` program in a folder.
public record TestingCertificates(Path folder) {
  /// Which days a certificate is valid.
  public enum Validity {
    NOW("20200101000000Z", "20990101000000Z"),
    EXPIRED("20200101000000Z", "20210101000000Z");

    private final String from;
    private final String until;

    Validity(String from, String until) {
      this.from = from;
      this.until = until;
    }
  }

  /// A certificate with its key.
  public record Pair(Path certificate, Path key) {}

  /// An authority of its own.
  public Pair authority(String name) throws IOException {
    Pair pair = pair(name);
    openssl(
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-days",
        "3650",
        "-subj",
        "/CN=" + name,
        "-addext",
        "basicConstraints=critical,CA:TRUE",
        "-keyout",
        pair.key().toString(),
        "-out",
        pair.certificate().toString());
    return pair;
  }

  /// A certificate of an authority for a subject, with alternative names such as `DNS:localhost`.
  public Pair signed(Pair authority, String name, String subject, String names, Validity validity)
      throws IOException {
    Pair pair = pair(name);
    Path request = folder.resolve(name + ".csr");
    openssl(
        "req",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-subj",
        "/CN=" + subject,
        "-keyout",
        pair.key().toString(),
        "-out",
        request.toString());
    Path index = Files.writeString(folder.resolve(name + ".index"), "");
    Path configuration =
        Files.writeString(
            folder.resolve(name + ".cnf"),
            """
            [ca]
            default_ca = own
            [own]
            database = %s
            rand_serial = yes
            default_md = sha256
            policy = any
            x509_extensions = names
            [any]
            commonName = supplied
            [names]
            subjectAltName = %s
            """
                .formatted(index, names));
    openssl(
        "ca",
        "-batch",
        "-notext",
        "-config",
        configuration.toString(),
        "-outdir",
        folder.toString(),
        "-cert",
        authority.certificate().toString(),
        "-keyfile",
        authority.key().toString(),
        "-startdate",
        validity.from,
        "-enddate",
        validity.until,
        "-in",
        request.toString(),
        "-out",
        pair.certificate().toString());
    return pair;
  }

  private Pair pair(String name) {
    return new Pair(folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
  }

  private void openssl(String... words) throws IOException {
    List<String> command = new java.util.ArrayList<>(List.of("openssl"));
    command.addAll(List.of(words));
    Path output = folder.resolve("openssl.log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
            .start();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("openssl failed: " + command + "\n" + Files.readString(output));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }
}
