package io.eunomia.bundle;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which way bundles and policy inputs may look. */
class PackageArrowsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.eunomia.bundle", "io.eunomia.policy");

  @Test
  void whenABundleIsMade_thenNothingOfTheLanguageIsNeeded() {
    noClasses()
        .that()
        .resideInAPackage("io.eunomia.bundle..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.eunomia.rego..", "io.eunomia.wasm..", "io.eunomia.policy..")
        .check(CLASSES);
  }

  @Test
  void whenAPolicyIsAsked_thenNothingElseOfTheProjectIsNeeded() {
    classes()
        .that()
        .resideInAPackage("io.eunomia.policy")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages("io.eunomia.rego..", "io.eunomia.wasm..", "io.eunomia.bundle..")
        .check(CLASSES);
  }

  @Test
  void whenABundleIsMade_thenNeitherClockNorNetworkIsAsked() {
    noClasses()
        .that()
        .resideInAPackage("io.eunomia.bundle..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net..", "java.time..", "java.sql..")
        .check(CLASSES);
  }
}
