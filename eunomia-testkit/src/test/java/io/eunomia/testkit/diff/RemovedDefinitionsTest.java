package io.eunomia.testkit.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.engine.Limits;
import io.eunomia.archimedes.engine.PolicyEngine;
import io.eunomia.archimedes.engine.PolicyEngine.Execution;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleFile;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.policy.EntrypointConvention;
import io.eunomia.policy.build.BuildOptions;
import io.eunomia.policy.build.BundleRebuilder;
import io.eunomia.rego.ast.AstPrinter;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Rule;
import io.eunomia.testkit.TestBundles;
import io.eunomia.testkit.inputs.InputSpace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Inputs are made so well that no definition can be removed without a request being decided
 * otherwise, whatever it compares its input with, and however.
 */
class RemovedDefinitionsTest {
  private static final String POLICY =
      """
      package demo.authz

      import data.demo.levels
      import input.context as ctx

      default allow := false

      allow if input.operation_id == "plain"

      allow if {
        input.operation_id in {"a", "b"}
        has_role("editor")
      }

      has_role(role) if role in input.caller.roles

      allow if {
        input.operation_id == "owned"
        input.caller.user_id == input.context.owner
      }

      allow if {
        some operation in levels[ctx.level]
        operation == input.operation_id
      }

      allow if {
        startswith(input.path, "/public/")
        input.method == "POST"
      }

      allow if glob.match("/files/*/raw", ["/"], input.path)

      allow if regex.match("^/v[0-9]+/x$", input.path)

      allow if input.caller.service_name == trusted

      trusted := "billing"

      allow if "export:all" in input.caller.scopes

      allow if {
        input.caller.type == "user"
        ctx.amount <= data.demo.limit
        not ctx.locked
      }

      allow if {
        some tag in ctx.tags
        tag == "free"
      }

      allow if input.headers["x-debug"] == "on"

      allow if object.get(input.context, "mode", "none") == "open"

      allow if {
        input.operation_id == "refund"
        ctx.refunded + 1 > ctx.paid
        input.environment == "staging"
      }

      deny_reason contains "no group" if {
        not allow
        not "staff" in input.caller.groups
      }
      """;
  private static final String DATA =
      "{\"levels\": {\"high\": [\"listAll\"], \"low\": []}, \"limit\": 100}";

  @TempDir private Path directory;

  @Test
  void whenADefinitionIsRemoved_thenARequestIsDecidedOtherwise() throws Exception {
    Path own = Files.createDirectories(directory.resolve("demo"));
    Files.writeString(own.resolve("policy.rego"), POLICY);
    Files.writeString(own.resolve("data.json"), DATA);
    ComparedPolicy whole =
        new ComparedPolicy(
            "whole",
            TestBundles.compile(directory, "demo", "1.0.0", 1),
            EntrypointConvention.of("demo"),
            RegoPolicyOptions.defaults());
    Module module = whole.modules().get(0);
    List<String> unnoticed = new ArrayList<>();
    int removed = 0;
    // Asked for thousands of inputs; the others until one is decided otherwise.
    try (PolicyEngine engine = engine(Execution.COMPILED);
        AskedPolicy asked = new AskedPolicy(whole, engine)) {
      Map<String, Decided> decided = new LinkedHashMap<>();
      for (InputSpace space :
          InputSpace.of(List.of(new InputSpace.Policy(whole.modules(), whole.data())), "demo")) {
        space.search(
            input -> {
              String json = input.toJson().toString();
              Decided made = asked.decide(json.getBytes(StandardCharsets.UTF_8));
              decided.put(json, made);
              return made.allowed();
            });
      }
      for (Rule rule : module.rules()) {
        Bundle less = without(whole.bundle(), module, rule);
        if (less != null && !rule.isDefault()) {
          removed++;
          if (!isNoticed(whole, less, decided)) {
            unnoticed.add(AstPrinter.print(rule));
          }
        }
      }
    }
    assertThat(removed).isEqualTo(14);
    assertThat(unnoticed).isEmpty();
  }

  private static boolean isNoticed(
      ComparedPolicy whole, Bundle less, Map<String, Decided> decided) {
    try (PolicyEngine engine = engine(Execution.INTERPRETED);
        AskedPolicy asked =
            new AskedPolicy(
                new ComparedPolicy("less", less, whole.service(), whole.rego()), engine)) {
      return decided.entrySet().stream()
          .anyMatch(
              entry ->
                  !asked
                      .decide(entry.getKey().getBytes(StandardCharsets.UTF_8))
                      .equals(entry.getValue()));
    }
  }

  private static PolicyEngine engine(Execution execution) {
    return new PolicyEngine(
        Limits.defaults(), BuiltinRegistry.standard(), Clock.systemUTC(), execution);
  }

  private static @Nullable Bundle without(Bundle bundle, Module module, Rule rule)
      throws Exception {
    List<Rule> rules = new ArrayList<>(module.rules());
    rules.remove(rule);
    String path = "/" + module.span().source().name();
    return BundleRebuilder.build(
            bundle.with(BundleFile.of(path, AstPrinter.print(module.withRules(rules)))),
            BuildOptions.defaults())
        .bundle();
  }
}
