package io.multiboard.sync.postgres;

import java.nio.file.Path;
import java.util.Optional;

/// TLS of one connection.
///
/// @param authorities PEM file of the authorities to trust; absent: the system's
/// @param certificate the client's own certificate (PEM), where the server asks for one
/// @param key the key of that certificate (PKCS 8, DER or PEM)
public record TlsSettings(
    TlsMode mode, Optional<Path> authorities, Optional<Path> certificate, Optional<Path> key) {
  public static final TlsSettings DISABLED = of(TlsMode.Disable);

  public static TlsSettings of(TlsMode mode) {
    return new TlsSettings(mode, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
