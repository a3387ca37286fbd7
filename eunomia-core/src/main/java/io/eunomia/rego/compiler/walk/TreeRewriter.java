package io.eunomia.rego.compiler.walk;

import io.eunomia.rego.ast.ArrayComprehension;
import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.ObjectComprehension;
import io.eunomia.rego.ast.ObjectTerm;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.SetComprehension;
import io.eunomia.rego.ast.SetTerm;
import io.eunomia.rego.ast.TemplateString;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.ast.With;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Rebuilds terms and bodies from the leaves up; a pass overrides what it changes. Whatever does not
 * change is returned as it is, so a pass with nothing to do makes no garbage. Closures are visited
 * body first, as their terms see what the body declares.
 */
public abstract class TreeRewriter {
  /** Any term. */
  public Term term(Term term) {
    if (term.isScalar()) {
      return term;
    } else if (term instanceof Var v) {
      return var(v);
    } else if (term instanceof Ref r) {
      return ref(r);
    } else if (term instanceof Call c) {
      return call(c);
    } else if (term instanceof ArrayTerm a) {
      List<Term> elements = terms(a.elements());
      return elements == a.elements() ? a : new ArrayTerm(elements, a.span());
    } else if (term instanceof SetTerm s) {
      List<Term> elements = terms(s.elements());
      return elements == s.elements() ? s : new SetTerm(elements, s.span());
    } else if (term instanceof ObjectTerm o) {
      return object(o);
    } else if (term instanceof TemplateString t) {
      return template(t);
    }
    return comprehension((Comprehension) term);
  }

  /** A variable that is a term by itself or the head or a step of a ref. */
  protected Term var(Var v) {
    return v;
  }

  /** A ref; the operator of a call goes to {@link #operator} instead. */
  protected Term ref(Ref ref) {
    return parts(ref);
  }

  /** What a call calls. */
  protected Ref operator(Ref operator) {
    return parts(operator);
  }

  /** A ref's head and steps. A head that becomes a ref is joined with the steps. */
  protected final Ref parts(Ref ref) {
    Term head = term(ref.head());
    List<Term> path = terms(ref.path());
    if (head == ref.head() && path == ref.path()) {
      return ref;
    }
    if (head instanceof Ref prefix) {
      List<Term> joined = new ArrayList<>(prefix.path());
      joined.addAll(path);
      return new Ref(prefix.head(), joined, ref.span());
    }
    return new Ref(head, path, ref.span());
  }

  /** A call. */
  protected Term call(Call call) {
    Ref operator = operator(call.operator());
    List<Term> args = terms(call.args());
    return operator == call.operator() && args == call.args()
        ? call
        : new Call(operator, args, call.span());
  }

  /** An object. */
  protected Term object(ObjectTerm object) {
    List<ObjectTerm.Entry> entries =
        mapped(
            object.entries(),
            entry -> {
              Term key = term(entry.key());
              Term value = term(entry.value());
              return key == entry.key() && value == entry.value()
                  ? entry
                  : new ObjectTerm.Entry(key, value);
            });
    return entries == object.entries() ? object : new ObjectTerm(entries, object.span());
  }

  /** A template string. */
  protected Term template(TemplateString template) {
    List<TemplateString.Part> parts =
        mapped(
            template.parts(),
            part -> {
              if (part instanceof TemplateString.Hole hole) {
                Expr expr = expr(hole.expr());
                return expr == hole.expr() ? part : new TemplateString.Hole(expr);
              }
              return part;
            });
    return parts == template.parts()
        ? template
        : new TemplateString(parts, template.raw(), template.span());
  }

  /** A comprehension. */
  protected Term comprehension(Comprehension comprehension) {
    List<Expr> body = closureBody(comprehension);
    if (comprehension instanceof ArrayComprehension a) {
      Term term = term(a.term());
      return term == a.term() && body == a.body()
          ? a
          : new ArrayComprehension(term, body, a.span());
    } else if (comprehension instanceof SetComprehension s) {
      Term term = term(s.term());
      return term == s.term() && body == s.body() ? s : new SetComprehension(term, body, s.span());
    }
    ObjectComprehension o = (ObjectComprehension) comprehension;
    Term key = term(o.key());
    Term value = term(o.value());
    return key == o.key() && value == o.value() && body == o.body()
        ? o
        : new ObjectComprehension(key, value, body, o.span());
  }

  /** A comprehension's body; goes to {@link #body} if not overridden. */
  protected List<Expr> closureBody(Comprehension comprehension) {
    return body(comprehension.body());
  }

  /** A body, of a rule or a closure. */
  public List<Expr> body(List<Expr> body) {
    return mapped(body, this::expr);
  }

  /** One expression. */
  public Expr expr(Expr expr) {
    if (expr instanceof Expr.Literal literal) {
      Term term = term(literal.term());
      List<With> withs = withs(literal.withs());
      return term == literal.term() && withs == literal.withs()
          ? literal
          : new Expr.Literal(term, literal.negated(), withs, literal.span());
    } else if (expr instanceof Expr.SomeIn some) {
      Term key = some.key() == null ? null : term(some.key());
      return new Expr.SomeIn(
          key, term(some.value()), term(some.domain()), withs(some.withs()), some.span());
    } else if (expr instanceof Expr.Every every) {
      return every(every);
    }
    return expr;
  }

  /** An {@code every}. */
  protected Expr every(Expr.Every every) {
    Term domain = term(every.domain());
    List<Expr> body = body(every.body());
    List<With> withs = withs(every.withs());
    return domain == every.domain() && body == every.body() && withs == every.withs()
        ? every
        : new Expr.Every(every.key(), every.value(), domain, body, withs, every.span());
  }

  /** Modifiers. */
  protected List<With> withs(List<With> withs) {
    return mapped(withs, this::with);
  }

  /** A modifier: target and value. */
  protected With with(With with) {
    Ref target = operator(with.target());
    Term value = term(with.value());
    return target == with.target() && value == with.value()
        ? with
        : new With(target, value, with.span());
  }

  /** Terms in order. */
  public final List<Term> terms(List<Term> terms) {
    return mapped(terms, this::term);
  }

  /** The list itself if no element changed. */
  protected static <T> List<T> mapped(List<T> list, UnaryOperator<T> each) {
    List<T> out = null;
    for (int i = 0; i < list.size(); i++) {
      T before = list.get(i);
      T after = each.apply(before);
      if (out == null && after != before) {
        out = new ArrayList<>(list.subList(0, i));
      }
      if (out != null) {
        out.add(after);
      }
    }
    return out == null ? list : out;
  }
}
