package io.eunomia.rego.instrument;

import io.eunomia.rego.ast.Head;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Var;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which rules are tests: those named {@code test_…}, and {@code todo_test_…} for those that are
 * still to be done. Stateless.
 */
public final class TestNames {
  private static final String PREFIX = "test_";
  private static final String TODO = "todo_test_";

  private TestNames() {}

  /** The rule's own name, as it was written. */
  public static String of(Rule rule) {
    return rule.head().ref().head() instanceof Var name ? name.name() : "";
  }

  /** Whether a name is that of a test. */
  public static boolean isTest(String name) {
    return name.startsWith(PREFIX) || isTodo(name);
  }

  /** Whether a name is that of a test that is still to be done. */
  public static boolean isTodo(String name) {
    return name.startsWith(TODO);
  }

  /**
   * Modules whose tests have different names: if a name is defined again, it is a test of its own,
   * as {@code test_x#01}. Definitions of cases, {@code test_x[name]}, are one test.
   */
  public static List<Module> distinct(List<Module> modules) {
    Map<String, Integer> seen = new HashMap<>();
    return modules.stream().map(module -> distinct(module, seen)).toList();
  }

  private static Module distinct(Module module, Map<String, Integer> seen) {
    List<Rule> rules = new ArrayList<>();
    for (Rule rule : module.rules()) {
      String name = of(rule);
      if (!isTest(name) || rule.isDefault() || !rule.head().ref().path().isEmpty()) {
        rules.add(rule);
        continue;
      }
      int before = seen.merge(module.path().dotted() + "." + name, 1, Integer::sum) - 1;
      rules.add(before == 0 ? rule : named(rule, "%s#%02d".formatted(name, before)));
    }
    return module.withRules(rules);
  }

  private static Rule named(Rule rule, String name) {
    Head head = rule.head();
    Ref ref = new Ref(new Var(name, head.ref().head().span()), List.of(), head.ref().span());
    return new Rule(
        rule.isDefault(),
        new Head(
            ref, head.args(), head.key(), head.value(), head.assign(), head.written(), head.span()),
        rule.body(),
        rule.elses(),
        rule.span());
  }
}
