package io.eunomia;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/** The arrows between the packages of core: data flows down the list of architecture.md, once. */
@AnalyzeClasses(packages = "io.eunomia", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  /** Each package with those of ours that it may use. */
  private static final Map<String, List<String>> MAY_USE = new LinkedHashMap<>();

  static {
    MAY_USE.put("io.eunomia.rego.source", List.of());
    MAY_USE.put("io.eunomia.rego.ast", List.of("rego.source"));
    MAY_USE.put("io.eunomia.rego.ast.json", List.of("rego.ast", "rego.source"));
    MAY_USE.put("io.eunomia.rego.types", List.of("rego.ast", "rego.source"));
    MAY_USE.put("io.eunomia.rego.schema", List.of("rego.types"));
    MAY_USE.put("io.eunomia.rego.builtins", List.of("rego.types"));
    MAY_USE.put("io.eunomia.rego.parser", List.of("rego.ast", "rego.source"));
    MAY_USE.put(
        "io.eunomia.rego.compiler",
        List.of(
            "rego.compiler..",
            "rego.types",
            "rego.schema",
            "rego.builtins",
            "rego.ast",
            "rego.source"));
    MAY_USE.put(
        "io.eunomia.rego.analysis",
        List.of("rego.analysis..", "rego.compiler", "rego.ast", "rego.source"));
    MAY_USE.put(
        "io.eunomia.rego.analysis.check",
        List.of(
            "rego.analysis", "rego.analysis.logic", "rego.compiler", "rego.ast", "rego.source"));
    MAY_USE.put(
        "io.eunomia.rego.analysis.logic",
        List.of("rego.compiler", "rego.compiler.walk", "rego.builtins", "rego.ast", "rego.source"));
    MAY_USE.put(
        "io.eunomia.rego.query",
        List.of("rego.parser", "rego.builtins", "rego.ast", "rego.source"));
    MAY_USE.put("io.eunomia.rego.ir", List.of());
    MAY_USE.put("io.eunomia.rego.ir.flow", List.of("rego.ir"));
    MAY_USE.put("io.eunomia.rego.optimizer", List.of("rego.ir", "rego.ir.flow"));
    MAY_USE.put(
        "io.eunomia.rego.planner",
        List.of(
            "rego.ir",
            "rego.compiler",
            "rego.compiler.walk",
            "rego.builtins",
            "rego.ast",
            "rego.source"));
    MAY_USE.put("io.eunomia.wasm.binary", List.of());
    MAY_USE.put("io.eunomia.wasm.linker", List.of("wasm.binary"));
    MAY_USE.put(
        "io.eunomia.wasm.codegen",
        List.of("rego.ir", "rego.ir.flow", "rego.optimizer", "wasm.binary", "wasm.linker"));
    MAY_USE.put("io.eunomia.yaml", List.of());
    MAY_USE.put("io.eunomia.bundle", List.of("bundle..", "yaml"));
    MAY_USE.put("io.eunomia.bundle.signature", List.of("bundle", "yaml"));
    MAY_USE.put("io.eunomia.policy", List.of());
    MAY_USE.put(
        "io.eunomia.policy.source",
        List.of("policy", "bundle", "rego.parser", "rego.schema", "rego.ast", "rego.source"));
    MAY_USE.put(
        "io.eunomia.policy.build",
        List.of(
            "policy",
            "policy.source",
            "bundle",
            "compile",
            "rego.analysis",
            "rego.ir",
            "rego.parser",
            "rego.ast",
            "rego.source"));
  }

  @ArchTest
  static final ArchRule packagesUseOnlyWhatComesBefore =
      CompositeArchRule.of(
          MAY_USE.entrySet().stream()
              .map(arrow -> onlyUses(arrow.getKey(), arrow.getValue()))
              .toList());

  @ArchTest
  static final ArchRule modulesPackagesHaveNoCycles =
      SlicesRuleDefinition.slices()
          .matching("io.eunomia.(rego|wasm|bundle|policy).(*)..")
          .should()
          .beFreeOfCycles();

  @ArchTest
  static final ArchRule coreReachesNoNetworkDatabaseOrThread =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "java.net..", "java.sql..", "com.dylibso..", "com.styra..", "com.sun.net..")
                  .or(JavaClass.Predicates.assignableTo(Thread.class))
                  .or(JavaClass.Predicates.assignableTo(java.util.concurrent.Executor.class)));

  @ArchTest
  static final ArchRule nothingIsCalledUtilHelperManagerOrCommon =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameContaining("Common");

  private static ArchRule onlyUses(String from, List<String> uses) {
    List<String> allowed = new ArrayList<>();
    allowed.add(from);
    uses.forEach(use -> allowed.add("io.eunomia." + use));
    allowed.addAll(
        List.of(
            "java..",
            "com.fasterxml.jackson..",
            "org.yaml.snakeyaml..",
            "org.slf4j..",
            NullMarked.class.getPackageName()));
    return classes()
        .that()
        .resideInAPackage(from)
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(allowed.toArray(String[]::new)));
  }
}
