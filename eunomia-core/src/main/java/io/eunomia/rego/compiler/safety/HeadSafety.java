package io.eunomia.rego.compiler.safety;

import io.eunomia.rego.ast.Else;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Head;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.compiler.Compilation;
import io.eunomia.rego.compiler.LocalNames;
import io.eunomia.rego.compiler.Pass;
import io.eunomia.rego.compiler.walk.Variables;
import io.eunomia.rego.source.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Every variable of a head must be a parameter's, or stand in the body too. */
public final class HeadSafety implements Pass {
  private final Predicate<String> reported;

  private HeadSafety(Predicate<String> reported) {
    this.reported = reported;
  }

  /** Reports the variables whose names are a source's. */
  public static HeadSafety ofNamed() {
    return new HeadSafety(name -> !LocalNames.isGenerated(name));
  }

  /**
   * Reports those too whose names only look generated. OPA lets them pass and fails when it
   * evaluates them; so this comes last, when OPA has nothing else to say.
   */
  public static HeadSafety ofAll() {
    return new HeadSafety(name -> true);
  }

  @Override
  public void run(Compilation compilation) {
    check(compilation, reported);
  }

  private static void check(Compilation compilation, Predicate<String> reported) {
    compilation
        .modules()
        .forEach(m -> m.rules().forEach(rule -> rule(rule, reported, compilation)));
  }

  private static void rule(Rule rule, Predicate<String> reported, Compilation compilation) {
    Head head = rule.head();
    Variables needed = new Variables();
    needed.walk(head.ref().path());
    if (head.key() != null) {
      needed.walk(head.key());
    }
    if (head.value() != null) {
      needed.walk(head.value());
    }
    branch(head, needed.names(), rule.body(), rule.span(), reported, compilation);
    for (Else branch : rule.elses()) {
      branch(
          head, Variables.of(branch.value()), branch.body(), branch.span(), reported, compilation);
    }
  }

  private static void branch(
      Head head,
      Set<String> needed,
      List<Expr> body,
      Span span,
      Predicate<String> reported,
      Compilation compilation) {
    Set<String> safe = new HashSet<>(Variables.needed(body));
    if (head.args() != null) {
      safe.addAll(Variables.of(head.args()));
    }
    for (String name : needed) {
      String original = compilation.locals().original(name);
      if (!safe.contains(name) && reported.test(original)) {
        compilation.report(UnsafeVars.unsafe(original, span));
      }
    }
  }
}
