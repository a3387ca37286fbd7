package io.eunomia.testkit.diff;

import io.eunomia.rego.ast.AstPrinter;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The definitions of rules in modules. */
final class Definitions {
  private Definitions() {}

  static List<Definition> of(List<Module> modules) {
    List<Definition> found = new ArrayList<>();
    modules.forEach(module -> module.rules().forEach(rule -> found.add(of(module, rule))));
    return found;
  }

  static Definition of(Module module, Rule rule) {
    return new Definition(
        name(module, rule),
        rule.span().source().name(),
        rule.head().span().line(),
        rule.isDefault(),
        AstPrinter.print(rule));
  }

  /** The package and the first step of the rule's name, which is what an entrypoint can be. */
  static String name(Module module, Rule rule) {
    return module.path().dotted()
        + "."
        + (rule.head().ref().head() instanceof Var v ? v.name() : rule.head().ref().toString());
  }

  /** The entrypoint of a rule of a module: {@code users_service/authz/NAME}. */
  static String entrypoint(Module module, String rule) {
    return module.path().path().stream().map(Definitions::step).collect(Collectors.joining("/"))
        + "/"
        + rule;
  }

  private static String step(Term step) {
    return step instanceof StringTerm s ? s.value() : step.toString();
  }
}
