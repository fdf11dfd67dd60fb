package io.multiboard.sync.kubernetes;

import io.multiboard.sync.proof.Witness;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.testing.TestingProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// F20: a namespace that is served goes in the middle of a run; others are served on.
@ExtendWith(Site.Opening.class)
class NamespaceTest {
  private final Site site = Site.shared();
  private final TestingProxy toTarget = site.databases().toTarget();

  @AfterEach
  void letGo() {
    Copy.letGo(toTarget);
  }

  @Test
  void letsGoOfANamespaceAndServesOthers() throws Exception {
    Databases databases = site.databases();
    Installation guest = site.installation().in(Site.GUEST);
    TestDatabase target = databases.target("guest");
    guest.apply(
        claim(site.installation().claim())
            + databases.login("production", "reader")
            + databases.login("staging", "loader")
            + databases.sourceConnection("production", "production", site.original().name())
            + databases.targetConnection("guest", "staging", "guest"));
    Copy copy = new Copy(new Site(guest, databases, site.original()), "guest", target);
    copy.holdAt(toTarget, () -> copy.start("1"));
    guest.kubectl("delete", "namespace", Site.GUEST, "--wait=false").orFail();
    Copy.letGo(toTarget);
    copy.await(
        "the end of the namespace",
        () -> guest.client().namespaces().withName(Site.GUEST).get() == null);
    copy.assertOldOrNew();
    Witness.assertNoSession(databases.source());
    Witness.assertNoSession(databases.target());
    try (Copy other = site.copy("served-on")) {
      other.start("1");
      other.awaitSuccess("1");
    }
    site.restoreGuest();
  }

  private static String claim(String name) {
    return """
    apiVersion: v1
    kind: PersistentVolumeClaim
    metadata:
      name: %s
    spec:
      accessModes: [ReadWriteOnce]
      resources:
        requests:
          storage: 1Gi
    ---
    """
        .formatted(name);
  }
}
