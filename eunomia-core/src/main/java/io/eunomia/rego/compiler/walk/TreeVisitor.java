package io.eunomia.rego.compiler.walk;

import io.eunomia.rego.ast.ArrayComprehension;
import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.Else;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Head;
import io.eunomia.rego.ast.ObjectComprehension;
import io.eunomia.rego.ast.ObjectTerm;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.SetComprehension;
import io.eunomia.rego.ast.SetTerm;
import io.eunomia.rego.ast.TemplateString;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.With;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Walks terms and bodies from the top down. {@link #enter(Term)} and {@link #enter(Expr)} say
 * whether to go further down there.
 */
public abstract class TreeVisitor {
  /** Called on each term before what is in it. */
  protected boolean enter(Term term) {
    return true;
  }

  /** Called on each expression before what is in it. */
  protected boolean enter(Expr expr) {
    return true;
  }

  /** A term and what is in it. */
  public final void term(Term term) {
    if (enter(term)) {
      children(term);
    }
  }

  /** What is in a term, without the term itself. */
  protected final void children(Term term) {
    if (term instanceof Ref r) {
      term(r.head());
      r.path().forEach(this::term);
    } else if (term instanceof Call c) {
      operator(c.operator());
      c.args().forEach(this::term);
    } else if (term instanceof ArrayTerm a) {
      a.elements().forEach(this::term);
    } else if (term instanceof SetTerm s) {
      s.elements().forEach(this::term);
    } else if (term instanceof ObjectTerm o) {
      o.entries()
          .forEach(
              e -> {
                objectKey(e.key());
                term(e.value());
              });
    } else if (term instanceof TemplateString t) {
      for (TemplateString.Part part : t.parts()) {
        if (part instanceof TemplateString.Hole hole) {
          expr(hole.expr());
        }
      }
    } else if (term instanceof Comprehension c) {
      if (c instanceof ArrayComprehension a) {
        term(a.term());
      } else if (c instanceof SetComprehension s) {
        term(s.term());
      } else if (c instanceof ObjectComprehension o) {
        term(o.key());
        term(o.value());
      }
      body(c.body());
    }
  }

  /** What a call calls. */
  protected void operator(Ref operator) {
    term(operator);
  }

  /** A key of an object. */
  protected void objectKey(Term key) {
    term(key);
  }

  /** A modifier. */
  protected void with(With with) {
    operator(with.target());
    term(with.value());
  }

  /** An expression and what is in it. */
  public final void expr(Expr expr) {
    if (!enter(expr)) {
      return;
    }
    if (expr instanceof Expr.Literal literal) {
      term(literal.term());
    } else if (expr instanceof Expr.Some some) {
      some.vars().forEach(this::term);
    } else if (expr instanceof Expr.SomeIn some) {
      if (some.key() != null) {
        term(some.key());
      }
      term(some.value());
      term(some.domain());
    } else if (expr instanceof Expr.Every every) {
      if (every.key() != null) {
        term(every.key());
      }
      term(every.value());
      term(every.domain());
      body(every.body());
    }
    expr.withs().forEach(this::with);
  }

  /** A body. */
  public final void body(List<Expr> body) {
    body.forEach(this::expr);
  }

  /** A head's arguments, key, value and the steps of its ref. */
  public final void head(Head head) {
    head.ref().path().forEach(this::term);
    if (head.args() != null) {
      head.args().forEach(this::term);
    }
    if (head.key() != null) {
      term(head.key());
    }
    if (head.value() != null) {
      term(head.value());
    }
  }

  /** All of a rule, its else branches included. */
  public final void rule(Rule rule) {
    head(rule.head());
    body(rule.body());
    for (Else branch : rule.elses()) {
      term(branch.value());
      body(branch.body());
    }
  }

  /** A visitor that calls back on every term. */
  public static TreeVisitor onTerms(Consumer<Term> consumer) {
    return new TreeVisitor() {
      @Override
      protected boolean enter(Term term) {
        consumer.accept(term);
        return true;
      }
    };
  }

  /** A visitor that calls back on every expression. */
  public static TreeVisitor onExprs(Consumer<Expr> consumer) {
    return new TreeVisitor() {
      @Override
      protected boolean enter(Expr expr) {
        consumer.accept(expr);
        return true;
      }
    };
  }

  /** Whether the term or something in it is of the kind. */
  public static boolean contains(Term term, Predicate<Term> kind) {
    boolean[] found = new boolean[1];
    new TreeVisitor() {
      @Override
      protected boolean enter(Term t) {
        found[0] = found[0] || kind.test(t);
        return !found[0];
      }
    }.term(term);
    return found[0];
  }
}
