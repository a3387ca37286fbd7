package io.eunomia.testkit.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleFile;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.policy.EntrypointConvention;
import io.eunomia.policy.build.BuildOptions;
import io.eunomia.policy.build.BuildResult;
import io.eunomia.policy.build.BundleRebuilder;
import io.eunomia.rego.ast.AstPrinter;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Rule;
import io.eunomia.testkit.TestBundles;
import io.eunomia.testkit.TestOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs are made so well that no definition of the examples can be removed unnoticed. */
class RemovedDefinitionsTest {
  private static final Path EXAMPLES =
      Path.of(System.getProperty("eunomia.root", ".."), "examples", "policies");

  @ParameterizedTest
  @ValueSource(strings = {"users-service", "documents-service", "payments-service"})
  void whenADefinitionIsRemoved_thenARequestIsDecidedOtherwise(String service) throws Exception {
    ComparedPolicy whole =
        new ComparedPolicy(
            "whole",
            TestBundles.compile(EXAMPLES, service, "1.0.0", 1),
            EntrypointConvention.of(service),
            RegoPolicyOptions.defaults());
    List<String> unnoticed = new ArrayList<>();
    int removed = 0;
    for (Module module : whole.modules()) {
      for (Rule rule : module.rules()) {
        BuildResult without = without(whole.bundle(), module, rule);
        Bundle bundle = without.bundle();
        if (rule.isDefault() || bundle == null) {
          continue;
        }
        removed++;
        ComparedPolicy less =
            new ComparedPolicy("less", bundle, whole.service(), whole.rego());
        try (PolicyDiff diff = new PolicyDiff(whole, less, TestOptions.defaults())) {
          diff.askMadeInputs();
          DiffReport.Counts counts = diff.report().counts();
          if (counts.same() == counts.asked()) {
            unnoticed.add(Definitions.of(module, rule).place());
          }
        }
      }
    }
    System.out.println(service + " removed " + removed + " unnoticed " + unnoticed);
    assertThat(removed).isGreaterThan(10);
    assertThat(unnoticed).isEmpty();
  }

  private static BuildResult without(Bundle bundle, Module module, Rule rule) throws Exception {
    List<Rule> rules = new ArrayList<>(module.rules());
    rules.removeIf(each -> each == rule);
    String path = "/" + module.span().source().name();
    return BundleRebuilder.build(
        bundle.with(BundleFile.of(path, AstPrinter.print(module.withRules(rules)))),
        BuildOptions.defaults());
  }
}
