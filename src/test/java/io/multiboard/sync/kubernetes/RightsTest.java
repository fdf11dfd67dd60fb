package io.multiboard.sync.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.multiboard.sync.manifest.Condition.Truth;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// F23: a right of the operator is taken away, and given back. Nodes are played.
class RightsTest {
  @Test
  void saysThatItMayNotAndGoesOnWhenItMay() {
    try (Shop shop = Shop.open("rights")) {
      shop.operator();
      shop.awaitConnection("production", State::isChecked);
      shop.awaitConnection("staging", State::isChecked);
      verbsForJobs(shop, verbs -> verbs.stream().filter(verb -> !verb.equals("create")).toList());
      String name;
      try {
        await().atMost(Shop.PATIENCE).until(() -> !mayMakeJobs(shop));
        shop.sync("nightly", "trigger: one");
        name = shop.awaitRunOf("nightly");
        shop.awaitRun(name, run -> State.says(run, "Reconciling", Truth.True, "Forbidden"));
      } finally {
        verbsForJobs(shop, verbs -> Stream.concat(verbs.stream(), Stream.of("create")).toList());
      }
      DatabaseSyncRun run = shop.awaitRun(name, State::ended);
      assertThat(State.says(run, "Succeeded", Truth.True, "Succeeded")).isTrue();
      assertThat(shop.jobs("export")).hasSize(1);
      assertThat(shop.jobs("import")).hasSize(1);
    }
  }

  private static void verbsForJobs(Shop shop, UnaryOperator<List<String>> change) {
    shop.client
        .rbac()
        .clusterRoles()
        .withName("operator-operator-multiboard-sync")
        .edit(role -> {
          PolicyRule jobs =
              role.getRules().stream()
                  .filter(rule -> rule.getResources().contains("jobs"))
                  .findFirst()
                  .orElseThrow();
          jobs.setVerbs(change.apply(jobs.getVerbs()));
          return role;
        });
  }

  private static boolean mayMakeJobs(Shop shop) {
    return shop.client
        .authorization()
        .v1()
        .subjectAccessReview()
        .create(
            new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser(ApiServer.OPERATOR)
                .withNewResourceAttributes()
                .withNamespace(shop.name)
                .withGroup("batch")
                .withResource("jobs")
                .withVerb("create")
                .endResourceAttributes()
                .endSpec()
                .build())
        .getStatus()
        .getAllowed();
  }
}
