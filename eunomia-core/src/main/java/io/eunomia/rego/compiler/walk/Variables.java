package io.eunomia.rego.compiler.walk;

import io.eunomia.rego.ast.AstVisitor;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.ast.ObjectTerm;
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
public final class Variables extends AstVisitor {
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
    variables.walk(term);
    return variables.names;
  }

  /** All variables of terms. */
  public static Set<String> of(List<Term> terms) {
    Variables variables = new Variables();
    variables.walk(terms);
    return variables.names;
  }

  /** The variables that safety asks for: not those of closures, nor the names of functions. */
  public static Set<String> needed(Expr expr) {
    return needed(List.of(expr));
  }

  /** The same for a body. */
  public static Set<String> needed(List<Expr> body) {
    Variables variables = new Variables(Skip.FUNCTION_NAMES, Skip.CLOSURES);
    variables.walk(body);
    return variables.names;
  }

  /** The variables that a pattern binds when it is matched. */
  public static Set<String> bound(Term pattern) {
    Variables variables = new Variables(Skip.REF_HEADS, Skip.CLOSURES, Skip.OBJECT_KEYS, Skip.SETS);
    variables.walk(pattern);
    return variables.names;
  }

  /** The variables of a modifier. */
  public void modifier(With with) {
    functionName(with.target());
    // A ref that is left as a value names a function: all others were moved out.
    if (with.value() instanceof Ref function) {
      functionName(function);
    } else {
      walk(with.value());
    }
  }

  private void functionName(Ref name) {
    if (skip.contains(Skip.FUNCTION_NAMES)) {
      walk(name.path());
    } else {
      walk(name);
    }
  }

  @Override
  protected boolean enter(Node node) {
    if (node instanceof Var v) {
      names.add(v.name());
    } else if (node instanceof Ref ref && skip.contains(Skip.REF_HEADS)) {
      walk(ref.path());
      return false;
    } else if (node instanceof SetTerm) {
      return !skip.contains(Skip.SETS);
    } else if (node instanceof Comprehension) {
      return !skip.contains(Skip.CLOSURES);
    } else if (node instanceof Call call) {
      functionName(call.operator());
      walk(call.args());
      return false;
    } else if (node instanceof With with) {
      modifier(with);
      return false;
    } else if (node instanceof ObjectTerm object && skip.contains(Skip.OBJECT_KEYS)) {
      object.entries().forEach(entry -> walk(entry.value()));
      return false;
    } else if (node instanceof Expr.Every every && skip.contains(Skip.CLOSURES)) {
      walk(every.domain());
      walk(every.withs());
      return false;
    }
    return true;
  }
}
