package io.multiboard.sync.postgres;

/// The version of a server.
///
/// @param number as `server_version_num`, such as 150018
/// @param text as `server_version`, such as `15.18 (Debian 15.18-0+deb12u1)`
public record ServerVersion(int number, String text) {
  /// The oldest and the newest major version whose catalogs are known.
  public static final int OLDEST = 13;

  public static final int NEWEST = 18;

  /// The major version, such as 15.
  public int major() {
    return number / 10_000;
  }

  /// Whether the server is of this major version or newer.
  public boolean atLeast(int major) {
    return major() >= major;
  }

  /// Whether its catalogs are known to this release.
  public boolean isSupported() {
    return major() >= OLDEST && major() <= NEWEST;
  }
}
