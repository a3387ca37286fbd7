package io.eunomia.maven;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The goals stand on the testkit and on what is below it, and reach no network. */
@AnalyzeClasses(packages = "io.eunomia.maven", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule usesOnlyWhatIsBelow =
      classes()
          .that()
          // Maven's own generator writes it.
          .doNotHaveSimpleName("HelpMojo")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.eunomia.maven",
              "io.eunomia.testkit..",
              "io.eunomia.archimedes",
              "io.eunomia.archimedes.engine.builtins",
              "io.eunomia.policy..",
              "io.eunomia.bundle..",
              "io.eunomia.compile",
              "io.eunomia.rego..",
              "com.fasterxml.jackson.databind.node",
              "org.apache.maven..",
              "javax.inject",
              "org.jspecify.annotations",
              "java..");

  @ArchTest
  static final ArchRule reachesNoNetwork =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("java.net..", "javax.net..");

  @ArchTest
  static final ArchRule namesSayWhatThingsAre =
      noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Common)$");
}
