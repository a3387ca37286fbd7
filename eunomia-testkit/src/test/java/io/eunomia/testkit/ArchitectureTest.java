package io.eunomia.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The testkit stands on the SDK and on core, and knows nothing of WASM but the engine's door. */
@AnalyzeClasses(
    packages = "io.eunomia.testkit",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule usesOnlyWhatIsBelow =
      classes()
          .that()
          // Another module, which the name only looks to be part of this one.
          .resideOutsideOfPackage("io.eunomia.testkit.spiffe..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.eunomia.testkit..",
              "io.eunomia.archimedes",
              "io.eunomia.archimedes.control",
              "io.eunomia.archimedes.spiffe",
              "io.eunomia.archimedes.engine",
              "io.eunomia.archimedes.engine.builtins",
              "io.eunomia.archimedes.engine.builtins.net",
              "io.eunomia.archimedes.engine.value",
              "io.eunomia.policy..",
              "io.eunomia.bundle",
              "io.eunomia.compile",
              "io.eunomia.rego..",
              "com.fasterxml.jackson..",
              "org.jspecify.annotations",
              "java..",
              "javax.xml.stream..");

  @ArchTest
  static final ArchRule knowsNothingOfWasm =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.eunomia.wasm..", "com.dylibso..", "com.styra..");
}
