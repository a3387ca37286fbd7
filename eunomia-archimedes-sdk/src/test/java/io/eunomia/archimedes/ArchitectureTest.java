package io.eunomia.archimedes;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.eunomia.archimedes", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "io.eunomia.archimedes";

  @ArchTest
  static final ArchRule onlyTheEngineKnowsWebAssembly =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.dylibso..", "com.styra..");

  @ArchTest
  static final ArchRule theEngineKnowsNothingAboveIt =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT, ROOT + ".activation..");

  @ArchTest
  static final ArchRule builtinsKnowNoMemory =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + ".engine.builtins..", ROOT + ".engine.value..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.dylibso..", "com.styra..", ROOT + ".engine.layout..");

  @ArchTest
  static final ArchRule theRuntimeDoesNotCompilePolicies =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.eunomia.rego..", "io.eunomia.wasm..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule namesSayWhatThingsAre =
      noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Common)$");

  @ArchTest
  static final ArchRule nothingIsBoundToAThread =
      noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class);

  @ArchTest
  static final ArchRule exceptionsAreFinal =
      classes().that().areAssignableTo(Exception.class).should().haveModifier(JavaModifier.FINAL);
}
