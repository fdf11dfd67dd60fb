package io.multiboard.sync.manifest;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;

/// Which keys of which Secret hold a login.
public record Credentials(
    @Required
        @Pattern(Api.NAME)
        @JsonPropertyDescription("The name of a Secret in the same namespace.")
        String secretName,
    @Default("username")
        @Pattern(Api.KEY)
        @JsonPropertyDescription("The key that holds the user's name.")
        String usernameKey,
    @Default("password")
        @Pattern(Api.KEY)
        @JsonPropertyDescription("The key that holds the password.")
        String passwordKey,
    @Default("tls.crt")
        @Pattern(Api.KEY)
        @JsonPropertyDescription(
            "The key that holds a client certificate (PEM); used where the Secret has it.")
        String certificateKey,
    @Default("tls.key")
        @Pattern(Api.KEY)
        @JsonPropertyDescription(
            "The key that holds the client certificate's private key (PEM, PKCS#8).")
        String privateKeyKey) {

  public Credentials {
    usernameKey = requireNonNullElse(usernameKey, "username");
    passwordKey = requireNonNullElse(passwordKey, "password");
    certificateKey = requireNonNullElse(certificateKey, "tls.crt");
    privateKeyKey = requireNonNullElse(privateKeyKey, "tls.key");
  }
}
