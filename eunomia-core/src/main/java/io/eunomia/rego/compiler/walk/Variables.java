package io.eunomia.rego.compiler.walk;

import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.SetTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.ast.With;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the names of variables, in the order in which they are met. */
public final class Variables extends TreeVisitor {
  /** What not to look at. */
  public enum Skip {
    /** The heads of refs. */
    REF_HEADS,
    /** The names of functions: of calls, and of modifiers' targets and replacements. */
    FUNCTION_NAMES,
    /** Comprehensions and the bodies of {@code every}. */
    CLOSURES,
    /** The keys of objects. */
    OBJECT_KEYS,
    /** Sets. */
    SETS
  }

  private final Set<String> names = new LinkedHashSet<>();
  private final EnumSet<Skip> skip = EnumSet.noneOf(Skip.class);

  /** A collector that skips the given kinds. */
  public Variables(Skip... kinds) {
    skip.addAll(Arrays.asList(kinds));
  }

  /** What was collected so far; the live set. */
  public Set<String> names() {
    return names;
  }

  /** All variables of a term. */
  public static Set<String> of(Term term) {
    Variables variables = new Variables();
    variables.term(term);
    return variables.names;
  }

  /** All variables of terms. */
  public static Set<String> of(List<Term> terms) {
    Variables variables = new Variables();
    terms.forEach(variables::term);
    return variables.names;
  }

  /** The variables that safety asks for: not those of closures, nor the names of functions. */
  public static Set<String> needed(Expr expr) {
    return needed(List.of(expr));
  }

  /** The same for a body. */
  public static Set<String> needed(List<Expr> body) {
    Variables variables = new Variables(Skip.FUNCTION_NAMES, Skip.CLOSURES);
    variables.body(body);
    return variables.names;
  }

  /** The variables that a pattern binds when it is matched. */
  public static Set<String> bound(Term pattern) {
    Variables variables = new Variables(Skip.REF_HEADS, Skip.CLOSURES, Skip.OBJECT_KEYS, Skip.SETS);
    variables.term(pattern);
    return variables.names;
  }

  @Override
  protected boolean enter(Term term) {
    if (term instanceof Var v) {
      names.add(v.name());
    } else if (term instanceof Ref ref && skip.contains(Skip.REF_HEADS)) {
      ref.path().forEach(this::term);
      return false;
    } else if (term instanceof SetTerm) {
      return !skip.contains(Skip.SETS);
    } else if (term instanceof Comprehension) {
      return !skip.contains(Skip.CLOSURES);
    }
    return true;
  }

  @Override
  protected boolean enter(Expr expr) {
    if (expr instanceof Expr.Every every && skip.contains(Skip.CLOSURES)) {
      term(every.domain());
      every.withs().forEach(this::with);
      return false;
    }
    return true;
  }

  @Override
  protected void operator(Ref operator) {
    if (skip.contains(Skip.FUNCTION_NAMES)) {
      operator.path().forEach(this::term);
    } else {
      term(operator);
    }
  }

  /** The variables of a modifier. */
  public void modifier(With with) {
    with(with);
  }

  @Override
  protected void with(With with) {
    operator(with.target());
    // A ref that is left as a value names a function: all others were moved out.
    if (with.value() instanceof Ref function) {
      operator(function);
    } else {
      term(with.value());
    }
  }

  @Override
  protected void objectKey(Term key) {
    if (!skip.contains(Skip.OBJECT_KEYS)) {
      term(key);
    }
  }
}
