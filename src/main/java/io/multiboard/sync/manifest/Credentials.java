package io.multiboard.sync.manifest;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/// Which keys of which Secret hold a login.
@ValidationRule(
    value = "has(self.certificateKey) == has(self.privateKeyKey)",
    message = "a client certificate needs its private key: give certificateKey and privateKeyKey")
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
    @Pattern(Api.KEY)
        @JsonPropertyDescription(
            "The key that holds a client certificate (PEM), which is then shown instead of the password.")
        @Nullable String certificateKey,
    @Pattern(Api.KEY)
        @JsonPropertyDescription(
            "The key that holds the client certificate's private key (PEM, PKCS#8).")
        @Nullable String privateKeyKey) {

  public Credentials {
    usernameKey = requireNonNullElse(usernameKey, "username");
    passwordKey = requireNonNullElse(passwordKey, "password");
  }
}
