package io.multiboard.sync.manifest;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/// Where a database is, how to log in, and what may be done with it.
@ValidationRule(
    value = "!(self.allowOverwrite && self.environment == 'Production')",
    message =
        "a Production database is never overwritten: remove allowOverwrite, or correct environment")
public record ConnectionSpec(
    @Required
        @Size(min = 1, max = 253)
        @Pattern("^[A-Za-z0-9:]([A-Za-z0-9.:_-]*[A-Za-z0-9:])?$")
        @JsonPropertyDescription(
            "The server's DNS name or address, without a port; one host, no socket folder.")
        String host,
    @Default("5432") @Min(1) @Max(65535) @JsonPropertyDescription("The server's TCP port.")
        Integer port,
    @Required
        @Size(min = 1, max = 63)
        @JsonPropertyDescription("The database's name on that server.")
        String database,
    @Required
        @JsonPropertyDescription(
            "The Secret that holds the login. Only workers read it, as files; the operator cannot.")
        Credentials credentials,
    @JsonPropertyDescription("How far the server must prove itself before a password is sent.")
        Tls tls,
    @Required
        @JsonPropertyDescription(
            "What the database is used for. A Production database is never a target, and no target may be the same database.")
        Environment environment,
    @Default("false")
        @JsonPropertyDescription(
            "Whether a sync may replace this database. Never with Production; a target that is not empty must carry its owner's mark, too.")
        Boolean allowOverwrite) {

  public ConnectionSpec {
    port = requireNonNullElse(port, 5432);
    tls = requireNonNullElse(tls, Tls.DEFAULTS);
    allowOverwrite = requireNonNullElse(allowOverwrite, false);
  }

  /// What a database is used for.
  public enum Environment {
    Production,
    Staging,
    Development,
    Test
  }
}
