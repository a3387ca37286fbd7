package io.eunomia.archimedes;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import io.eunomia.compile.BuiltinModule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

@AnalyzeClasses(packages = "io.eunomia.archimedes", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "io.eunomia.archimedes";

  /** Each package with those of the SDK that it may use. Core is everybody's. */
  private static final Map<String, List<String>> MAY_USE = new LinkedHashMap<>();

  static {
    MAY_USE.put(
        "",
        List.of("activation", "engine", "engine.builtins", "store", "audit", "metrics", "pull"));
    MAY_USE.put("activation", List.of("engine"));
    MAY_USE.put("store", List.of());
    MAY_USE.put("audit", List.of());
    MAY_USE.put("pull", List.of());
    MAY_USE.put("spiffe", List.of());
    MAY_USE.put("envelope", List.of());
    MAY_USE.put("metrics", List.of());
    MAY_USE.put("metrics.micrometer", List.of("metrics"));
    MAY_USE.put("metrics.opentelemetry", List.of("metrics"));
    MAY_USE.put("control", List.of("", "activation", "spiffe", "envelope"));
    MAY_USE.put("control.servlet", List.of("control"));
    MAY_USE.put("control.client", List.of("control", "spiffe"));
    MAY_USE.put("enforce", List.of("", "spiffe", "envelope"));
    MAY_USE.put("enforce.servlet", List.of("enforce", "envelope"));
    MAY_USE.put("enforce.httpserver", List.of("enforce", "envelope"));
    MAY_USE.put("enforce.opentelemetry", List.of("enforce"));
    MAY_USE.put("enforce.grpc", List.of("enforce", "envelope"));
  }

  /** What only one package may use, so that nobody else's user needs it. */
  private static final Map<String, String> ONLY_IN =
      Map.of(
          "jakarta.servlet..", "servlet",
          "io.grpc..", "grpc",
          "io.micrometer..", "micrometer",
          "io.opentelemetry..", "opentelemetry",
          "org.sqlite..", "store",
          "java.sql..", "store",
          "io.spiffe..", "spiffe");

  @ArchTest
  static final ArchRule packagesUseOnlyWhatTheyMay =
      CompositeArchRule.of(
          MAY_USE.entrySet().stream()
              .map(arrow -> onlyUses(arrow.getKey(), arrow.getValue()))
              .toList());

  @ArchTest
  static final ArchRule librariesStayWhereTheyAreUsed =
      CompositeArchRule.of(
          ONLY_IN.entrySet().stream()
              .map(
                  only ->
                      noClasses()
                          .that()
                          .resideOutsideOfPackage(".." + only.getValue() + "..")
                          .should()
                          .dependOnClassesThat()
                          .resideInAPackage(only.getKey()))
              .toList());

  @ArchTest
  static final ArchRule everyPackageHasItsArrows =
      classes()
          .that()
          .resideOutsideOfPackage(ROOT + ".engine..")
          .should()
          .resideInAnyPackage(
              MAY_USE.keySet().stream().map(ArchitectureTest::named).toArray(String[]::new));

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
      // rego.parse_module, where a policy calls it, needs the parser and nothing more.
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + ".engine.builtins.rego", ROOT + ".engine.builtins")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.eunomia.rego..", "io.eunomia.wasm..", "io.eunomia.compile..")
                  .and(not(type(BuiltinModule.class))));

  @ArchTest
  static final ArchRule onlyOneClassLinksBuiltins =
      // Those of the value runtime, which is there compiled already: that is no policy.
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(ROOT + ".engine.NativeBuiltins")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(BuiltinModule.class);

  @ArchTest
  static final ArchRule builtinsAreWhatTheyAreDeclaredAs =
      // One table of names, arguments and types for the compiler and for the runtime, and the types
      // that it is made of: data, and nothing that compiles.
      classes()
          .that()
          .resideInAPackage(ROOT + ".engine.builtins")
          .should(
              ArchConditions.onlyDependOnClassesThat(
                  resideOutsideOfPackages("io.eunomia.rego..", "io.eunomia.wasm..")
                      .or(
                          resideInAnyPackage(
                              "io.eunomia.rego.builtins", "io.eunomia.rego.types"))));

  @ArchTest
  static final ArchRule builtinsOnlyParsePolicies =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".engine.builtins.rego")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.eunomia.rego.compiler..", "io.eunomia.rego.planner..");

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

  private static ArchRule onlyUses(String from, List<String> uses) {
    List<String> others = new ArrayList<>();
    MAY_USE.keySet().stream()
        .filter(other -> !other.equals(from) && !uses.contains(other))
        .forEach(other -> others.add(named(other)));
    if (!uses.contains("engine")) {
      others.add(named("engine") + "..");
    }
    return noClasses()
        .that()
        .resideInAPackage(named(from))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others.toArray(String[]::new));
  }

  private static String named(String name) {
    return name.isEmpty() ? ROOT : ROOT + "." + name;
  }
}
