package io.eunomia.rego.compiler.check;

import io.eunomia.rego.ast.Head;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.compiler.Compilation;
import io.eunomia.rego.compiler.ErrorCodes;
import io.eunomia.rego.compiler.Pass;
import io.eunomia.rego.compiler.RuleTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Rules of one place must be of one kind, with one default at most, and nothing may be defined
 * below a single value: neither rules nor packages nor, if it is known, base data.
 */
public final class RuleConflicts implements Pass {
  @Override
  public void run(Compilation compilation) {
    IdentityHashMap<Rule, Module> moduleOf = new IdentityHashMap<>();
    compilation.modules().forEach(m -> m.rules().forEach(rule -> moduleOf.put(rule, m)));
    compilation
        .ruleTree()
        .forEach(
            node -> {
              if (!node.rules().isEmpty()) {
                check(node, moduleOf, compilation);
              }
            });
    new BaseDataConflicts(compilation).check();
    packages(compilation);
  }

  private static void check(
      RuleTree node, IdentityHashMap<Rule, Module> moduleOf, Compilation compilation) {
    Rule first = node.rules().get(0);
    // OPA stands at the first rule and names the last one.
    Rule last = node.rules().get(node.rules().size() - 1);
    Term name = compilation.locals().readable(last.head().ref());
    if (isClosed(node) && !node.children().isEmpty()) {
      error(compilation, first, "rule " + name + " conflicts with [" + below(node) + "]");
    } else if (isMixed(node.rules())) {
      error(compilation, first, "conflicting rules " + name + " found");
    } else {
      List<Rule> defaults = node.rules().stream().filter(Rule::isDefault).toList();
      if (defaults.size() > 1) {
        String places =
            defaults.stream()
                .map(rule -> rule.span().source().name() + ":" + rule.span().line())
                .collect(Collectors.joining(", "));
        Module module = moduleOf.get(defaults.get(0));
        compilation.error(
            ErrorCodes.TYPE,
            module == null ? first.span() : module.path().span(),
            "multiple default rules " + name + " found at " + places);
      }
    }
  }

  /** The rules below a place, but for those that are below another one of them. */
  private static String below(RuleTree node) {
    Set<String> names = new TreeSet<>();
    node.children().values().forEach(child -> topmost(child, names));
    return String.join(" ", names);
  }

  private static void topmost(RuleTree node, Set<String> names) {
    node.rules().forEach(rule -> names.add(rule.head().ref().toString()));
    if (!isClosed(node)) {
      node.children().values().forEach(child -> topmost(child, names));
    }
  }

  /** Whether a rule is one value, so that nothing can be below it. */
  private static boolean isClosed(RuleTree node) {
    return node.rules().stream().anyMatch(rule -> rule.head().ref().isGround());
  }

  private static void error(Compilation compilation, Rule rule, String message) {
    compilation.error(ErrorCodes.TYPE, rule.span(), message);
  }

  private static boolean isMixed(List<Rule> rules) {
    Set<Integer> arities = new HashSet<>();
    Set<Boolean> multiValue = new HashSet<>();
    Set<Boolean> complete = new HashSet<>();
    for (Rule rule : rules) {
      Head head = rule.head();
      arities.add(head.args() == null ? 0 : head.args().size());
      multiValue.add(head.isMultiValue());
      complete.add(!head.isMultiValue() && head.ref().isGround());
    }
    return arities.size() > 1 || multiValue.size() > 1 || complete.size() > 1;
  }

  private static void packages(Compilation compilation) {
    Map<Ref, List<Module>> byPath = new HashMap<>();
    for (Module module : compilation.modules()) {
      byPath.computeIfAbsent(module.path(), key -> new ArrayList<>()).add(module);
    }
    for (Module module : compilation.modules()) {
      for (Rule rule : module.rules()) {
        for (Module other : byPath.getOrDefault(rule.head().ref(), List.of())) {
          compilation.error(
              ErrorCodes.TYPE,
              module.path().span(),
              "package "
                  + other.path()
                  + " conflicts with rule "
                  + rule.head().ref()
                  + " defined at "
                  + rule.span());
        }
      }
    }
  }
}
