package io.multiboard.sync.manifest;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/// How far a server must prove itself.
@ValidationRule(
    value = "!has(self.caSecretName) || self.mode in ['VerifyFull', 'VerifyCA']",
    message =
        "caSecretName is used with VerifyFull and VerifyCA only: choose one of them, or remove caSecretName")
public record Tls(
    @Default("VerifyFull")
        @JsonPropertyDescription(
            "VerifyFull: the certificate must be signed by a known authority and name the host. VerifyCA: the name is not compared. Require: encrypted, unproved. Disable: plain text.")
        Mode mode,
    @Pattern(Api.NAME)
        @JsonPropertyDescription(
            "A Secret in the same namespace with the authorities' certificates (PEM). Without it the system's authorities count.")
        @Nullable String caSecretName,
    @Default("ca.crt")
        @Pattern(Api.KEY)
        @JsonPropertyDescription("The key of caSecretName that holds the certificates.")
        String caKey) {

  public static final Tls DEFAULTS = new Tls(Mode.VerifyFull, null, "ca.crt");

  public Tls {
    mode = requireNonNullElse(mode, Mode.VerifyFull);
    caKey = requireNonNullElse(caKey, "ca.crt");
  }

  /// As libpq's `sslmode`.
  public enum Mode {
    VerifyFull,
    VerifyCA,
    Require,
    Disable
  }
}
