package io.eunomia.rego.compiler.check;

import io.eunomia.rego.ast.Head;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.builtins.Capabilities;
import io.eunomia.rego.compiler.Compilation;
import io.eunomia.rego.compiler.ErrorCodes;
import io.eunomia.rego.compiler.Pass;
import java.util.List;

/** Heads that are references need capabilities that say so: older versions of OPA lack them. */
public final class HeadFeatures implements Pass {
  @Override
  public void run(Compilation compilation) {
    Capabilities capabilities = compilation.options().capabilities();
    boolean general = capabilities.hasFeature(Capabilities.RULE_HEAD_REFS);
    boolean strings = capabilities.hasFeature(Capabilities.RULE_HEAD_REF_STRING_PREFIXES);
    if (general) {
      return;
    }
    for (Module module : compilation.modules()) {
      for (Rule rule : module.rules()) {
        Ref name = name(module, rule.head());
        if (!strings && isRef(rule, name)) {
          compilation.error(
              ErrorCodes.COMPILE, rule.span(), "rule heads with refs are not supported: " + name);
        } else if (isGeneral(rule.head(), name)) {
          compilation.error(
              ErrorCodes.TYPE,
              rule.span(),
              "rule heads with general refs (containing variables) are not supported: " + name);
        }
      }
    }
  }

  /** The head's ref as it was written, without the package. */
  private static Ref name(Module module, Head head) {
    List<Term> path = head.ref().path();
    int first = module.path().path().size();
    Term name = path.get(first);
    Term variable = name instanceof StringTerm s ? new Var(s.value(), s.span()) : name;
    return new Ref(variable, path.subList(first + 1, path.size()), head.ref().span());
  }

  /** Sets and objects could always be written with one step in brackets. */
  private static boolean isRef(Rule rule, Ref name) {
    Head head = rule.head();
    boolean object = !head.isFunction() && !head.isMultiValue() && head.written();
    return name.path().size() > (object && !rule.isDefault() ? 1 : 0);
  }

  private static boolean isGeneral(Head head, Ref name) {
    List<Term> path = name.path();
    int last = head.isMultiValue() ? path.size() : path.size() - 1;
    return path.stream().limit(Math.max(0, last)).anyMatch(step -> !(step instanceof StringTerm));
  }
}
