package io.multiboard.sync.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.engine.CopyFormat;
import io.multiboard.sync.engine.target.MissingRoles;
import io.multiboard.sync.engine.target.Ownership;
import io.multiboard.sync.engine.target.Privileges;
import io.multiboard.sync.engine.target.Strategy;
import io.multiboard.sync.engine.target.TargetOnlyObjects;
import io.multiboard.sync.engine.target.VerifyMode;
import io.multiboard.sync.manifest.ExportSpec;
import io.multiboard.sync.manifest.ImportSpec;
import io.multiboard.sync.manifest.Tls;
import io.multiboard.sync.manifest.VerifySpec;
import io.multiboard.sync.order.DatabaseAccess;
import io.multiboard.sync.order.ExportChoices;
import io.multiboard.sync.order.ImportChoices;
import io.multiboard.sync.postgres.TlsMode;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Manifests, orders and the engine know nothing of one another, and use the same words.
class ChoicesTest {
  static List<Arguments> words() {
    return List.of(
        Arguments.of(ImportSpec.Strategy.class, ImportChoices.Strategy.class, Strategy.class),
        Arguments.of(ImportSpec.Ownership.class, ImportChoices.Ownership.class, Ownership.class),
        Arguments.of(ImportSpec.Privileges.class, ImportChoices.Privileges.class, Privileges.class),
        Arguments.of(
            ImportSpec.MissingRoles.class, ImportChoices.MissingRoles.class, MissingRoles.class),
        Arguments.of(
            ImportSpec.TargetOnlyObjects.class,
            ImportChoices.TargetOnlyObjects.class,
            TargetOnlyObjects.class),
        Arguments.of(VerifySpec.Mode.class, ImportChoices.Verify.class, VerifyMode.class),
        Arguments.of(ExportSpec.CopyFormat.class, ExportChoices.CopyFormat.class, CopyFormat.class),
        Arguments.of(Tls.Mode.class, DatabaseAccess.Tls.class, TlsMode.class));
  }

  @ParameterizedTest
  @MethodSource("words")
  void aWordOfAManifestReachesTheEngine(
      Class<? extends Enum<?>> written, Class<? extends Enum<?>> ordered, Class<?> done) {
    assertThat(names(ordered)).isSubsetOf(names(done)).containsAll(names(written));
    assertThat(names(ordered).getFirst()).isEqualTo(names(written).getFirst());
  }

  private static List<String> names(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(each -> ((Enum<?>) each).name()).toList();
  }
}
