package io.eunomia.rego.compiler;

import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.builtins.Builtin;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.Span;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What passes work on: the modules as they are now, and where to say what is wrong. */
public final class Compilation {
  private final CompilerOptions options;
  private final Diagnostics diagnostics;
  private final LocalNames locals;
  private List<Module> modules;
  private @Nullable RuleTree tree;
  private int errors;

  Compilation(List<Module> modules, CompilerOptions options, Diagnostics diagnostics) {
    this.modules =
        modules.stream()
            .sorted(Comparator.comparing((Module m) -> m.span().source().name()))
            .toList();
    this.options = options;
    this.diagnostics = diagnostics;
    this.locals = new LocalNames(modules);
  }

  /** The options. */
  public CompilerOptions options() {
    return options;
  }

  /** The maker of names. */
  public LocalNames locals() {
    return locals;
  }

  /** The modules, by name. */
  public List<Module> modules() {
    return modules;
  }

  /** Replaces each module; the rules stay as many and in their order. */
  public void replaceModules(UnaryOperator<Module> replacement) {
    modules = modules.stream().map(replacement).toList();
    tree = null;
  }

  /** Replaces each rule. */
  public void replaceRules(UnaryOperator<Rule> replacement) {
    replaceModules(m -> m.withRules(m.rules().stream().map(replacement).toList()));
  }

  /** The rules by their place, as they are now; heads must be absolute. Made once a pass. */
  public RuleTree ruleTree() {
    if (tree == null) {
      tree = RuleTree.of(modules);
    }
    return tree;
  }

  /** The builtin that a ref names and policies may use, or {@code null}. */
  public @Nullable Builtin builtin(Ref name) {
    return name.startsWith("data") || name.startsWith("input")
        ? null
        : options.capabilities().find(name.dotted());
  }

  /**
   * How many arguments the function of a name takes, 0 for a rule that is none, or -1 if there is
   * neither a builtin nor a rule.
   */
  public int arity(Ref name) {
    Builtin builtin = builtin(name);
    if (builtin != null) {
      return builtin.arity();
    }
    if (!name.startsWith("data") || !name.isGround()) {
      return -1;
    }
    RuleTree node = ruleTree().find(name.path());
    if (node == null || node.rules().isEmpty()) {
      return -1;
    }
    var args = node.rules().get(0).head().args();
    return args == null ? 0 : args.size();
  }

  /** Reports an error; ignored after as many as the options allow. */
  public void error(String code, Span span, String message) {
    report(Diagnostic.error(code, span, message));
  }

  /** Reports a diagnostic; ignored after as many as the options allow. */
  public void report(Diagnostic diagnostic) {
    if (errors++ < options.errorLimit()) {
      diagnostics.report(diagnostic);
    }
  }

  /** Whether a pass reported an error. */
  public boolean failed() {
    return errors > 0;
  }
}
