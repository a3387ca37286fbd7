package io.eunomia.testkit.inputs;

import io.eunomia.rego.ast.Head;
import io.eunomia.rego.ast.Import;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.NumberTerm;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of policies by their names, and what each may come to. */
final class RuleFlows {
  private final Map<List<String>, RuleFlow> rules = new HashMap<>();

  /** What a rule or function may come to, and what it may be called with. */
  static final class RuleFlow {
    final Flow value = new Flow();
    final List<Flow> parameters = new ArrayList<>();

    Flow parameter(int index) {
      while (parameters.size() <= index) {
        parameters.add(new Flow());
      }
      return parameters.get(index);
    }
  }

  RuleFlows(List<Module> modules) {
    for (Module module : modules) {
      module.rules().forEach(rule -> rules.putIfAbsent(name(module, rule), new RuleFlow()));
    }
  }

  RuleFlow of(Module module, Rule rule) {
    RuleFlow flow = rules.get(name(module, rule));
    if (flow == null) {
      throw new IllegalArgumentException("no rule of these modules: " + rule.head().ref());
    }
    return flow;
  }

  @Nullable RuleFlow find(List<String> name) {
    return rules.get(name);
  }

  /** The steps below {@code data} of what a name in a module stands for; null if for no rule. */
  @Nullable List<String> resolve(Module module, String name) {
    for (Import imported : module.imports()) {
      if (imported.name().equals(name) && imported.path().startsWith("data")) {
        return constants(imported.path().path());
      }
    }
    List<String> own = new ArrayList<>(constants(module.path().path()));
    own.add(name);
    return rules.keySet().stream().anyMatch(rule -> startsWith(rule, own)) ? own : null;
  }

  /** What a name that was imported from the input stands for; null if it was not. */
  static @Nullable InputPath inputOf(Module module, String name) {
    for (Import imported : module.imports()) {
      if (imported.name().equals(name) && imported.path().startsWith("input")) {
        return new InputPath(constants(imported.path().path()));
      }
    }
    return null;
  }

  /** How many steps of a head come after its name, because they are not constant. */
  static int dynamicSteps(Head head) {
    return head.ref().path().size() - constants(head.ref().path()).size();
  }

  private static List<String> name(Module module, Rule rule) {
    Ref ref = rule.head().ref();
    List<String> name = new ArrayList<>(constants(module.path().path()));
    name.add(ref.head() instanceof Var v ? v.name() : ref.head().toString());
    name.addAll(constants(ref.path()));
    return List.copyOf(name);
  }

  /** The steps up to the first that is not constant. */
  static List<String> constants(List<Term> path) {
    List<String> steps = new ArrayList<>();
    for (Term step : path) {
      String constant = constant(step);
      if (constant == null) {
        break;
      }
      steps.add(constant);
    }
    return steps;
  }

  static @Nullable String constant(Term step) {
    return step instanceof StringTerm text
        ? text.value()
        : step instanceof NumberTerm number ? number.text() : null;
  }

  private static boolean startsWith(List<String> name, List<String> prefix) {
    return name.size() >= prefix.size() && name.subList(0, prefix.size()).equals(prefix);
  }
}
