package io.eunomia.rego.compiler.rewrite;

import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.ast.With;
import io.eunomia.rego.builtins.Builtin;
import io.eunomia.rego.compiler.Compilation;
import io.eunomia.rego.compiler.ErrorCodes;
import io.eunomia.rego.compiler.Pass;
import io.eunomia.rego.compiler.RuleTree;
import io.eunomia.rego.compiler.walk.Exprs;
import io.eunomia.rego.compiler.walk.TreeRewriter;
import io.eunomia.rego.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks what {@code with} replaces and by what, and gives replacements that must be evaluated a
 * line of their own, before the modified one.
 */
public final class WithModifiers implements Pass {
  private static final Set<String> FIXED =
      Set.of("eq", "rego.metadata.chain", "rego.metadata.rule");

  @Override
  public void run(Compilation compilation) {
    compilation.replaceRules(rule -> new Modifiers(compilation).rule(rule));
  }

  /** Ends the work on a body. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Span span;
    private final String code;

    Refused(String code, Span span, String message) {
      super(message, null, false, false);
      this.code = code;
      this.span = span;
    }
  }

  private static final class Modifiers extends TreeRewriter {
    private final Compilation compilation;

    Modifiers(Compilation compilation) {
      this.compilation = compilation;
    }

    @Override
    public List<Expr> body(List<Expr> body) {
      List<Expr> inner = super.body(body);
      if (inner.stream().allMatch(expr -> expr.withs().isEmpty())) {
        return inner;
      }
      List<Expr> result = new ArrayList<>();
      try {
        for (Expr expr : inner) {
          result.add(modified(expr, result));
        }
      } catch (Refused refused) {
        compilation.error(refused.code, refused.span, String.valueOf(refused.getMessage()));
        return inner;
      }
      return result;
    }

    private Expr modified(Expr expr, List<Expr> before) {
      List<With> withs = new ArrayList<>();
      for (With with : expr.withs()) {
        withs.add(modifier(with, before));
      }
      if (expr instanceof Expr.Every every) {
        return new Expr.Every(
            every.key(), every.value(), every.domain(), every.body(), withs, every.span());
      }
      Expr.Literal literal = (Expr.Literal) expr;
      return new Expr.Literal(literal.term(), literal.negated(), withs, literal.span());
    }

    private With modifier(With with, List<Expr> before) {
      Term value = with.value();
      if (value instanceof Var v && builtin(new Ref(v, List.of(), v.span())) != null) {
        value = new Ref(v, List.of(), v.span());
      }
      if (mayBeFunction(with.target(), value)) {
        return new With(with.target(), value, with.span());
      }
      if (Exprs.needsEvaluation(value)) {
        Var local = compilation.locals().fresh(value.span());
        before.add(Exprs.eq(local, value, List.of()));
        value = local;
      }
      return new With(with.target(), value, with.span());
    }

    /** Checks the target; whether the value is the name of a function that takes its place. */
    private boolean mayBeFunction(Ref target, Term value) {
      if (target.startsWith("data")) {
        boolean function = checkDocument(target);
        return (function && isFunctionName(value)) || isFunctionRule(value);
      } else if (target.startsWith("input")) {
        return false;
      }
      Builtin builtin = builtin(target);
      if (builtin == null) {
        throw new Refused(
            ErrorCodes.TYPE,
            target.span(),
            "with keyword target must reference existing input, data, or a function");
      }
      checkBuiltin(builtin, target.span());
      return isFunctionName(value);
    }

    /** Whether the target is a function. */
    private boolean checkDocument(Ref target) {
      RuleTree node = compilation.ruleTree();
      List<Term> path = target.path();
      for (int i = 0; i < path.size() - 1; i++) {
        node = node.child(path.get(i));
        if (node == null) {
          return false;
        }
        if (!node.rules().isEmpty()) {
          throw new Refused(
              ErrorCodes.COMPILE,
              target.span(),
              "with keyword cannot partially replace virtual document(s)");
        }
      }
      RuleTree last = path.isEmpty() ? node : node.child(path.get(path.size() - 1));
      return last != null && last.rules().stream().anyMatch(Modifiers::hasArgs);
    }

    private static boolean hasArgs(Rule rule) {
      List<Term> args = rule.head().args();
      return args != null && !args.isEmpty();
    }

    private boolean isFunctionName(Term value) {
      return value instanceof Ref ref
          && (builtin(ref) != null
              || (ref.startsWith("data")
                  && ref.isGround()
                  && compilation.ruleTree().find(ref.path()) != null));
    }

    private boolean isFunctionRule(Term value) {
      if (!(value instanceof Ref ref) || !ref.startsWith("data") || !ref.isGround()) {
        return false;
      }
      RuleTree node = compilation.ruleTree().find(ref.path());
      return node != null && node.rules().stream().anyMatch(Modifiers::hasArgs);
    }

    private @Nullable Builtin builtin(Ref name) {
      return compilation.builtin(name);
    }

    private static void checkBuiltin(Builtin builtin, Span span) {
      String problem = null;
      if (FIXED.contains(builtin.name())) {
        problem = "replacement of \"" + builtin.name() + "\" invalid";
      } else if (builtin.name().startsWith("internal.")) {
        problem = "replacement of internal function \"" + builtin.name() + "\" invalid";
      } else if (builtin.relation()) {
        problem = "target must not be a relation";
      } else if (builtin.name().equals("print")) {
        problem = "target must not be a void function";
      }
      if (problem != null) {
        throw new Refused(
            ErrorCodes.COMPILE, span, "with keyword replacing built-in function: " + problem);
      }
    }
  }
}
