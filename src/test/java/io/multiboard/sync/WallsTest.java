package io.multiboard.sync;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The walls between the rooms.
class WallsTest {
  @Test
  void everyPackageIsARoomOfTheTable() {
    assertThat(Rooms.CLASSES.stream().map(Rooms::of).distinct())
        .isSubsetOf(Rooms.MAY_IMPORT.keySet());
  }

  @Test
  void roomsImportOnlyWhatTheTableAllows() {
    assertThat(dependencies(Rooms::isOurs).filter(found -> !isAllowed(found)))
        .extracting(Dependency::getDescription)
        .isEmpty();
  }

  private static boolean isAllowed(Dependency dependency) {
    String from = Rooms.of(dependency.getOriginClass());
    String to = Rooms.of(dependency.getTargetClass());
    return from.equals(to)
        || to.equals("failure")
        || Rooms.MAY_IMPORT.getOrDefault(from, Set.of()).contains(to);
  }

  @Test
  void aLibraryIsKnownInItsOwnRoomsOnly() {
    for (var library : Rooms.LIBRARIES.entrySet()) {
      Predicate<JavaClass> isOfIt =
          type ->
              type.getPackageName().equals(library.getKey())
                  || type.getPackageName().startsWith(library.getKey() + ".");
      assertThat(
              dependencies(isOfIt)
                  .filter(found -> !library.getValue().contains(Rooms.of(found.getOriginClass()))))
          .extracting(Dependency::getDescription)
          .isEmpty();
    }
  }

  @Test
  void noCircleOfPackages() {
    slices().matching(Rooms.HOUSE + ".(**)").should().beFreeOfCycles().check(Rooms.CLASSES);
  }

  @Test
  void engineKnowsNoCluster() {
    noClasses()
        .that()
        .resideInAPackage(Rooms.HOUSE + ".engine..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.fabric8..",
            "io.javaoperatorsdk..",
            "io.javalin..",
            "redis.clients..",
            Rooms.HOUSE + ".manifest..",
            Rooms.HOUSE + ".order..",
            Rooms.HOUSE + ".reconcile..",
            Rooms.HOUSE + ".worker..")
        .check(Rooms.CLASSES);
  }

  @Test
  void noRoomIsACupboard() {
    List<String> cupboards =
        List.of("util", "utils", "common", "helper", "helpers", "impl", "misc");
    assertThat(
            Rooms.CLASSES.stream()
                .map(JavaClass::getPackageName)
                .distinct()
                .flatMap(name -> Stream.of(name.split("\\.", -1))))
        .doesNotContainAnyElementsOf(cupboards);
  }

  @Test
  void onlyTheDoorEndsTheProcess() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(Rooms.HOUSE + ".Main")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(Rooms.CLASSES);
  }

  @Test
  void nothingIsLeftUnsupported() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName(UnsupportedOperationException.class.getName())
        .check(Rooms.CLASSES);
  }

  @Test
  void noCircleOfFiles() {
    slices().assignedFrom(new Files()).should().beFreeOfCycles().check(Rooms.CLASSES);
  }

  /// One slice for each source file: a top-level class with all that is nested in it.
  private static final class Files implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      String name = type.getName();
      int nested = name.indexOf('$');
      return SliceIdentifier.of(nested < 0 ? name : name.substring(0, nested));
    }

    @Override
    public String getDescription() {
      return "source files";
    }
  }

  private static Stream<Dependency> dependencies(Predicate<JavaClass> onto) {
    return Rooms.CLASSES.stream()
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .filter(dependency -> onto.test(dependency.getTargetClass()));
  }
}
