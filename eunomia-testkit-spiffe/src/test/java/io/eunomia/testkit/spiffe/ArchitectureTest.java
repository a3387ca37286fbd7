package io.eunomia.testkit.spiffe;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.eunomia.testkit.spiffe", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule itKnowsNothingElseOfOurs =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.eunomia.archimedes..",
              "io.eunomia.bundle..",
              "io.eunomia.policy..",
              "io.eunomia.rego..",
              "io.eunomia.wasm..");

  @ArchTest
  static final ArchRule onlyTheWorkloadApiKnowsGrpc =
      noClasses()
          .that()
          .haveNameNotMatching(".*\\.(WorkloadApi|Identity|IdentityService|SecurityHeader)(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.grpc..", "io.spiffe..", "com.google.protobuf..");

  @ArchTest
  static final ArchRule namesSayWhatThingsAre =
      noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Common)$");

  @ArchTest
  static final ArchRule nothingIsBoundToAThread =
      noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class);
}
