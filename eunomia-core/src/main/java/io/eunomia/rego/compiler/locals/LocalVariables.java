package io.eunomia.rego.compiler.locals;

import io.eunomia.rego.ast.Else;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Head;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.compiler.Compilation;
import io.eunomia.rego.compiler.ErrorCodes;
import io.eunomia.rego.compiler.Pass;
import io.eunomia.rego.compiler.walk.DeclaredNames;
import io.eunomia.rego.compiler.walk.Variables;
import io.eunomia.rego.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives parameters and what is declared by {@code :=}, {@code some} and {@code every} names of
 * their own, and takes the declarations away: {@code :=} becomes {@code =}, {@code some x in xs}
 * becomes {@code x = xs[k]}. Reports what is declared twice, after its use, or for nothing.
 */
public final class LocalVariables implements Pass {
  @Override
  public void run(Compilation compilation) {
    compilation.replaceRules(rule -> new OneRule(compilation).rewrite(rule));
  }

  /** A rule on its way. */
  private static final class OneRule {
    private final Compilation compilation;
    private final boolean strict;
    private final Scope args = new Scope(null);
    private final Set<String> unusedArgs = new LinkedHashSet<>();

    OneRule(Compilation compilation) {
      this.compilation = compilation;
      this.strict = compilation.options().strict();
    }

    Rule rewrite(Rule rule) {
      Head head = rule.head();
      List<Term> patterns = head.args();
      if (patterns != null) {
        unusedArgs.addAll(DeclaredNames.ofArgs(patterns));
        Parameters parameters = new Parameters(args, compilation);
        HeadClosures closures = new HeadClosures(compilation);
        patterns = parameters.rewrite(patterns.stream().map(closures::term).toList());
      }
      Branch main = new Branch(rule.body(), head.value(), head);
      Head rewritten =
          new Head(
              head.ref(),
              patterns,
              main.key,
              main.value,
              head.assign(),
              head.written(),
              head.span());
      rewritten = withRef(rewritten, main.steps);
      List<Else> elses = new ArrayList<>();
      for (Else branch : rule.elses()) {
        Branch own = new Branch(branch.body(), branch.value(), null);
        elses.add(
            new Else(
                own.value == null ? branch.value() : own.value,
                own.body,
                branch.assign(),
                branch.written(),
                branch.span()));
      }
      if (strict) {
        reportUnusedArgs(head.span());
      }
      return new Rule(rule.isDefault(), rewritten, main.body, elses, rule.span());
    }

    private static Head withRef(Head head, List<Term> steps) {
      return new Head(
          new io.eunomia.rego.ast.Ref(head.ref().head(), steps, head.ref().span()),
          head.args(),
          head.key(),
          head.value(),
          head.assign(),
          head.written(),
          head.span());
    }

    private void reportUnusedArgs(Span span) {
      for (String arg : unusedArgs) {
        if (!new Var(arg, span).isWildcard()) {
          compilation.error(
              ErrorCodes.COMPILE,
              span,
              "unused argument " + arg + ". (hint: use _ (wildcard variable) instead)");
        }
      }
    }

    /** A rule's body or an else branch, with the terms that see its variables. */
    private final class Branch {
      final List<Expr> body;
      final List<Term> steps;
      final @Nullable Term key;
      final @Nullable Term value;

      Branch(List<Expr> source, @Nullable Term headValue, @Nullable Head head) {
        Set<String> used = new LinkedHashSet<>();
        List<Term> path = head == null ? List.of() : closures(head.ref().path());
        used.addAll(Variables.of(path));
        Term headKey = head == null || head.key() == null ? null : closures(head.key());
        if (headKey != null) {
          used.addAll(Variables.of(headKey));
        }
        Term result = headValue == null ? null : closures(headValue);
        if (result != null) {
          Set<String> inValue = Variables.of(result);
          used.addAll(inValue);
          unusedArgs.removeAll(inValue);
        }
        Scope scope = args.copy();
        BodyLocals locals = new BodyLocals(scope, compilation);
        body = source.isEmpty() ? source : locals.rewrite(source, used);
        locals.errors().forEach(compilation::report);
        unusedArgs.removeIf(
            arg -> {
              Scope.Entry entry = scope.own(arg);
              return entry != null && entry.isUsed();
            });
        DeclaredInBody declared = new DeclaredInBody(scope);
        steps = declared.each(path);
        key = headKey == null ? null : declared.term(headKey);
        value = result == null ? null : declared.term(result);
      }

      private List<Term> closures(List<Term> terms) {
        return terms.stream().map(this::closures).toList();
      }

      /** Closures in heads are rewritten before the body, as they do not see what it assigns. */
      private Term closures(Term term) {
        return new HeadClosures(compilation).term(term);
      }
    }
  }
}
