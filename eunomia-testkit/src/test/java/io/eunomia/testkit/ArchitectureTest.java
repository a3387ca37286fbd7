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
          .resideOutsideOfPackages("io.eunomia.testkit.spiffe..", "io.eunomia.testkit.junit")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.eunomia.testkit..",
              "io.eunomia.archimedes",
              "io.eunomia.archimedes.activation",
              "io.eunomia.archimedes.audit",
              "io.eunomia.archimedes.control",
              "io.eunomia.archimedes.metrics",
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
              "com.sun.management",
              "java..",
              "javax.xml.stream..");

  /** The command line and the Maven plugin stand on the testkit, and have no JUnit. */
  @ArchTest
  static final ArchRule nothingNeedsJUnitButWhatIsForIt =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.eunomia.testkit.junit")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.eunomia.testkit.junit", "org.junit..", "org.opentest4j..", "io.micrometer..");

  /** Not everybody who tests with JUnit looks at metrics. */
  @ArchTest
  static final ArchRule onlyMetricsNeedMicrometer =
      noClasses()
          .that()
          .haveNameNotMatching("io\\.eunomia\\.testkit\\.junit\\.(Meters|MetricsAssert.*)")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.micrometer..", "io.eunomia.archimedes.metrics.micrometer");

  @ArchTest
  static final ArchRule knowsNothingOfWasm =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.eunomia.wasm..", "com.dylibso..", "com.styra..");
}
