package io.multiboard.sync.order;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// What a target remembers of the trigger that last filled it, so that a resource which is made
/// anew overwrites nothing.
///
/// @param namespace of the sync
/// @param sync its name
/// @param digest the first 16 hexadecimal digits of the trigger's SHA-256
public record DoneMark(String namespace, String sync, String digest) {
  private static final int BYTES = 8;

  public DoneMark {
    Bounds.name("namespace", namespace);
    Bounds.name("sync", sync);
    Bounds.require(digest.matches("[0-9a-f]{16}"), "digest", "is not 16 hexadecimal digits");
  }

  /// The mark of a trigger.
  public static DoneMark of(String namespace, String sync, String trigger) {
    byte[] digest = RunId.sha256(trigger.getBytes(StandardCharsets.UTF_8));
    return new DoneMark(namespace, sync, HexFormat.of().formatHex(digest, 0, BYTES));
  }

  /// As it stands in the comment, without what says that it is ours: `<namespace>/<sync>/<digest>`.
  public String text() {
    return namespace + "/" + sync + "/" + digest;
  }
}
