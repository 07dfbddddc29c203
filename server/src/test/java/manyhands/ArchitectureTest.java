package manyhands;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/// Holds the code to the picture in ARCHITECTURE.md, and time, chance and threads to `app`.
final class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          // Made for tests, in a module of their own.
          .withImportOption(location -> !location.contains("/fakes/"))
          .withImportOption(location -> !location.contains("manyhands-fakes"))
          .importPackages("manyhands");
  private static final PackagePicture PICTURE = PackagePicture.read();

  @Test
  void everyPackageIsDrawn() {
    Set<String> found = new TreeSet<>();
    for (JavaClass each : CLASSES) {
      found.add(shortName(each));
    }
    assertThat(found).isNotEmpty().isSubsetOf(PICTURE.packages());
  }

  @Test
  void everyDrawnPackageExists() {
    Set<String> found = new TreeSet<>();
    for (JavaClass each : CLASSES) {
      found.add(shortName(each));
    }
    assertThat(found).containsAll(PICTURE.packages());
  }

  @Test
  void codeUsesOnlyTheArrowsThatAreDrawn() {
    Set<String> undrawn = new TreeSet<>();
    for (JavaClass from : CLASSES) {
      from.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getBaseComponentType())
          .filter(to -> isOurs(to) && !PICTURE.allows(shortName(from), shortName(to)))
          .forEach(to -> undrawn.add(from.getName() + " uses " + to.getName()));
    }
    assertThat(undrawn).isEmpty();
  }

  @Test
  void arrowsPointDownThePage() {
    List<String> up = new ArrayList<>();
    List<String> order = PICTURE.packages();
    for (String from : order) {
      for (String to : PICTURE.arrows(from)) {
        if (order.indexOf(to) <= order.indexOf(from)) {
          up.add(from + " -> " + to);
        }
      }
    }
    assertThat(up).isEmpty();
  }

  @Test
  void providersAreSeenFromAppAlone() {
    for (String from : PICTURE.packages()) {
      assertThat(PICTURE.arrows(from))
          .as("what %s may use", from)
          .noneMatch(to -> to.startsWith("model.") || to.matches("desktop\\.(?!rfb$).*"));
    }
  }

  @Test
  void timeChanceAndEnvironmentAreMadeInApp() {
    noClasses()
        .that()
        .resideOutsideOfPackage("manyhands.app..")
        .should()
        .accessTargetWhere(
            target(
                "read the clock, the environment or chance",
                java.time.Instant.class.getName() + ".now()",
                java.time.LocalDate.class.getName() + ".now()",
                java.time.LocalDateTime.class.getName() + ".now()",
                java.time.ZonedDateTime.class.getName() + ".now()",
                java.time.Clock.class.getName() + ".system",
                "java.lang.System.currentTimeMillis",
                "java.lang.System.getenv",
                "java.lang.Math.random",
                "java.util.UUID.randomUUID",
                "java.util.Random.<init>()",
                "java.security.SecureRandom.",
                ThreadLocalRandom.class.getName()))
        .check(CLASSES);
  }

  @Test
  void threadsAreMadeInApp() {
    noClasses()
        .that()
        .resideOutsideOfPackage("manyhands.app..")
        .should()
        .accessTargetWhere(
            target(
                "make threads",
                "java.lang.Thread.<init>",
                "java.lang.Thread.ofVirtual",
                "java.lang.Thread.ofPlatform",
                "java.lang.Thread.startVirtualThread",
                "java.util.Timer.<init>",
                ForkJoinPool.class.getName(),
                Executors.class.getName()))
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaAccess<?>> target(String words, String... starts) {
    return DescribedPredicate.describe(
        words,
        access -> {
          String name = access.getTarget().getFullName();
          for (String start : starts) {
            if (name.startsWith(start)) {
              return true;
            }
          }
          return false;
        });
  }

  private static boolean isOurs(JavaClass type) {
    return type.getPackageName().startsWith("manyhands.");
  }

  private static String shortName(JavaClass type) {
    return type.getPackageName().substring("manyhands.".length());
  }
}
