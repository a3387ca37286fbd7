package io.eunomia.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/**
 * The command line stands on everything, but takes no short cut to the engine's inside or to WASM.
 */
@AnalyzeClasses(packages = "io.eunomia.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule usesOnlyWhatIsBelow =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.eunomia.cli..",
              "io.eunomia.testkit",
              "io.eunomia.testkit.bench",
              "io.eunomia.testkit.coverage",
              "io.eunomia.testkit.report",
              "io.eunomia.testkit.diff",
              "io.eunomia.testkit.trace",
              "io.eunomia.archimedes",
              "io.eunomia.archimedes.activation",
              "io.eunomia.archimedes.audit",
              "io.eunomia.archimedes.control..",
              "io.eunomia.archimedes.metrics..",
              "io.eunomia.archimedes.pull",
              "io.eunomia.archimedes.spiffe",
              "io.eunomia.archimedes.engine",
              "io.eunomia.archimedes.engine.builtins",
              "io.eunomia.archimedes.engine.builtins.net",
              "io.eunomia.policy..",
              "io.eunomia.bundle..",
              "io.eunomia.compile",
              "io.eunomia.rego..",
              "com.fasterxml.jackson..",
              "picocli..",
              "io.micrometer..",
              "com.sun.net.httpserver",
              "org.slf4j",
              "org.jspecify.annotations",
              "java..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      SlicesRuleDefinition.slices().matching("io.eunomia.(**)").should().beFreeOfCycles();
}
