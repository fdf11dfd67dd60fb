package io.multiboard.sync.manifest;

/// The names by which the API server knows our resources.
public final class Api {
  public static final String GROUP = "sync.multiboard.io";
  public static final String VERSION = "v1alpha1";

  /// A name of a Secret, claim or resource: lower-case letters, digits, `-` and `.`.
  static final String NAME = "^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$";

  /// A key of a Secret.
  static final String KEY = "^[-._a-zA-Z0-9]{1,253}$";

  /// A duration such as `72h`.
  static final String DURATION = "^(0|([0-9]{1,6}d)?([0-9]{1,6}h)?([0-9]{1,6}m)?([0-9]{1,9}s)?)$";

  /// A size such as `64Mi`.
  static final String SIZE = "^[0-9]{1,15}(k|M|G|T|Ki|Mi|Gi|Ti)?$";

  private Api() {}
}
