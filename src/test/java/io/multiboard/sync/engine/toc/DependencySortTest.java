package io.multiboard.sync.engine.toc;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.engine.catalog.Catalog;
import io.multiboard.sync.engine.catalog.CatalogReader;
import io.multiboard.sync.engine.catalog.ObjectAddress;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.Session;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DependencySortTest {
  private static final int DRAFTS = 300;

  @Test
  void goesByKindThenSchemaThenName() {
    List<Draft> sorted =
        sort(
            List.of(
                draft(1, SortPriority.RELATION, "b", "a"),
                draft(2, SortPriority.RELATION, "a", "z"),
                draft(3, SortPriority.TYPE, "z", "z"),
                draft(4, SortPriority.RELATION, "a", "b")));
    assertThat(sorted)
        .extracting(draft -> draft.key().address().objectOid())
        .containsExactly(3L, 4L, 2L, 1L);
  }

  @Test
  void putsWhatIsNeededBefore() {
    List<Draft> sorted =
        sort(
            List.of(
                draft(1, SortPriority.TYPE, "a", "a", 3),
                draft(2, SortPriority.ROUTINE, "a", "a"),
                draft(3, SortPriority.RELATION, "a", "z")));
    assertThat(sorted)
        .extracting(draft -> draft.key().address().objectOid())
        .containsExactly(3L, 1L, 2L);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void keepsEveryNeedThatIsNotInALoop(long seed) {
    Random random = new Random(seed);
    List<Draft> drafts = new ArrayList<>();
    for (int oid = 1; oid <= DRAFTS; oid++) {
      int[] needs = random.ints(random.nextInt(4), 1, Math.max(oid, 2)).toArray();
      drafts.add(draft(oid, SortPriority.RELATION, "a", "n" + random.nextInt(), needs));
    }
    Collections.shuffle(drafts, random);
    assertNeedsBefore(sort(drafts));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void breaksAnyLoopAndLosesNothing(long seed) {
    Random random = new Random(seed);
    List<Draft> drafts = new ArrayList<>();
    for (int oid = 1; oid <= DRAFTS; oid++) {
      int[] needs = random.ints(random.nextInt(4), 1, DRAFTS).toArray();
      drafts.add(draft(oid, SortPriority.RELATION, "a", "n" + oid, needs));
    }
    List<Draft> sorted = sort(drafts);
    assertThat(sorted).hasSize(DRAFTS);
    assertNeedsBefore(sorted);
    Collections.shuffle(drafts, random);
    assertThat(sort(drafts)).isEqualTo(sorted);
  }

  @Test
  void doesNotDependOnTheOrderOfReading() throws SQLException {
    try (TestDatabase database = TestServers.v15().createDatabase()) {
      database.load("/io/multiboard/sync/fixture/relations.sql");
      List<Draft> drafts = new ArrayList<>(new Drafting(catalog(database)).drafts());
      DependencySort.Sorted expected = DependencySort.sort(drafts);
      for (int seed = 0; seed < 5; seed++) {
        Collections.shuffle(drafts, new Random(seed));
        assertThat(DependencySort.sort(drafts)).isEqualTo(expected);
      }
      assertThat(expected.repairs().dummies()).hasSize(4);
      assertThat(expected.repairs().postponed()).hasSize(3);
    }
  }

  private static Catalog catalog(TestDatabase database) {
    try (Session session = new Connector(database.address(), "test").open()) {
      return CatalogReader.read(session);
    }
  }

  private static List<Draft> sort(List<Draft> drafts) {
    return DependencySort.sort(drafts).drafts();
  }

  /// As they are after the sort, which takes needs away where there are loops.
  private static void assertNeedsBefore(List<Draft> sorted) {
    Set<DraftKey> before = new HashSet<>();
    for (Draft draft : sorted) {
      assertThat(before).containsAll(draft.needs());
      before.add(draft.key());
    }
  }

  private static Draft draft(
      long oid, SortPriority priority, String schema, String name, int... needs) {
    Set<DraftKey> keys = new HashSet<>();
    for (int need : needs) {
      keys.add(key(need));
    }
    keys.remove(key(oid));
    return new Draft(
        key(oid),
        new SortPlace(priority, schema, name, "", oid),
        Optional.empty(),
        Section.PRE_DATA,
        Optional.empty(),
        keys);
  }

  private static DraftKey key(long oid) {
    return DraftKey.object(new ObjectAddress(1, oid, 0));
  }
}
