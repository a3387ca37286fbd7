package io.eunomia.rego.ast;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites a tree from the bottom up; as it stands, into itself. Where nothing below a node has
 * changed, the very same instance is returned, so that {@code result == original} says whether
 * there was anything to do.
 *
 * <p>A pass overrides the methods of what it cares for, and calls {@code super} to descend; not
 * calling it leaves what is below alone. Children are visited in the order of evaluation, as {@link
 * AstVisitor} does.
 *
 * <pre>{@code
 * new AstRewriter() {
 *   @Override
 *   public Term term(Term term) {
 *     return term instanceof Var v && names.containsKey(v.name())
 *         ? new Var(names.get(v.name()), v.span())
 *         : super.term(term);
 *   }
 * }.rule(rule);
 * }</pre>
 */
@SuppressWarnings("ReferenceEquality") // "The same instance" is what callers are promised.
public abstract class AstRewriter {
  /** A module's rules. */
  public Module module(Module module) {
    List<Rule> rules = all(module.rules(), this::rule);
    return rules == module.rules() ? module : module.withRules(rules);
  }

  /** Parameters, body, key and value, then the {@code else} branches; the name is left alone. */
  public Rule rule(Rule rule) {
    Head head = rule.head();
    List<Term> args = head.args() == null ? null : all(head.args(), this::term);
    List<Expr> body = body(rule.body());
    Term key = head.key() == null ? null : term(head.key());
    Term value = head.value() == null ? null : term(head.value());
    List<Else> elses = all(rule.elses(), this::orElse);
    Ref ref = headRef(head.ref());
    boolean headKept =
        args == head.args() && key == head.key() && value == head.value() && ref == head.ref();
    Head newHead =
        headKept
            ? head
            : new Head(ref, args, key, value, head.assign(), head.written(), head.span());
    return headKept && body == rule.body() && elses == rule.elses()
        ? rule
        : new Rule(rule.isDefault(), newHead, body, elses, rule.span());
  }

  /** A rule's name: the terms in its brackets are rewritten, the head is not. */
  public Ref headRef(Ref ref) {
    List<Term> path = all(ref.path(), this::term);
    return path == ref.path() ? ref : new Ref(ref.head(), path, ref.span());
  }

  /** An {@code else} branch: body, then value. */
  public Else orElse(Else branch) {
    List<Expr> body = body(branch.body());
    Term value = term(branch.value());
    return body == branch.body() && value == branch.value()
        ? branch
        : new Else(value, body, branch.assign(), branch.written(), branch.span());
  }

  /** The body of a rule, a branch, an {@code every} or a comprehension. */
  public List<Expr> body(List<Expr> body) {
    return all(body, this::expr);
  }

  /** An expression of any kind. */
  public Expr expr(Expr expr) {
    if (expr instanceof Expr.Literal literal) {
      return literal(literal);
    }
    if (expr instanceof Expr.Some some) {
      return some(some);
    }
    return expr instanceof Expr.SomeIn some ? someIn(some) : every((Expr.Every) expr);
  }

  /** A term as an expression. */
  public Expr literal(Expr.Literal literal) {
    Term term = term(literal.term());
    List<With> withs = all(literal.withs(), this::with);
    return term == literal.term() && withs == literal.withs()
        ? literal
        : new Expr.Literal(term, literal.negated(), withs, literal.span());
  }

  /** A declaration; its variables are left alone. */
  public Expr some(Expr.Some some) {
    return some;
  }

  /** {@code some … in}: the domain, then the patterns. */
  public Expr someIn(Expr.SomeIn some) {
    Term domain = term(some.domain());
    Term key = some.key() == null ? null : term(some.key());
    Term value = term(some.value());
    List<With> withs = all(some.withs(), this::with);
    return domain == some.domain()
            && key == some.key()
            && value == some.value()
            && withs == some.withs()
        ? some
        : new Expr.SomeIn(key, value, domain, withs, some.span());
  }

  /** {@code every}: the domain, then the body; its variables are left alone. */
  public Expr every(Expr.Every every) {
    Term domain = term(every.domain());
    List<Expr> body = body(every.body());
    List<With> withs = all(every.withs(), this::with);
    return domain == every.domain() && body == every.body() && withs == every.withs()
        ? every
        : new Expr.Every(every.key(), every.value(), domain, body, withs, every.span());
  }

  /** A modifier's value; its target is left alone. */
  public With with(With with) {
    Term value = term(with.value());
    return value == with.value() ? with : new With(with.target(), value, with.span());
  }

  /** A term of any kind. */
  public Term term(Term term) {
    if (term instanceof Ref ref) {
      return ref(ref);
    }
    if (term instanceof Call call) {
      return call(call);
    }
    if (term instanceof Comprehension comprehension) {
      return comprehension(comprehension);
    }
    if (term instanceof ArrayTerm array) {
      List<Term> elements = all(array.elements(), this::term);
      return elements == array.elements() ? array : new ArrayTerm(elements, array.span());
    }
    if (term instanceof SetTerm set) {
      List<Term> elements = all(set.elements(), this::term);
      return elements == set.elements() ? set : new SetTerm(elements, set.span());
    }
    if (term instanceof ObjectTerm object) {
      List<ObjectTerm.Entry> entries = all(object.entries(), this::entry);
      return entries == object.entries() ? object : new ObjectTerm(entries, object.span());
    }
    if (term instanceof TemplateString template) {
      List<TemplateString.Part> parts = all(template.parts(), this::part);
      return parts == template.parts()
          ? template
          : new TemplateString(parts, template.raw(), template.span());
    }
    return term;
  }

  /** A ref: its head, then its steps. */
  public Term ref(Ref ref) {
    Term head = term(ref.head());
    List<Term> path = all(ref.path(), this::term);
    return head == ref.head() && path == ref.path() ? ref : new Ref(head, path, ref.span());
  }

  /** A call's arguments; the name of what is called is left alone. */
  public Term call(Call call) {
    List<Term> args = all(call.args(), this::term);
    return args == call.args() ? call : new Call(call.operator(), args, call.span());
  }

  /** A comprehension: its body, then its term. */
  public Term comprehension(Comprehension comprehension) {
    List<Expr> body = body(comprehension.body());
    boolean kept = body == comprehension.body();
    if (comprehension instanceof ArrayComprehension array) {
      Term term = term(array.term());
      return kept && term == array.term()
          ? array
          : new ArrayComprehension(term, body, array.span());
    }
    if (comprehension instanceof SetComprehension set) {
      Term term = term(set.term());
      return kept && term == set.term() ? set : new SetComprehension(term, body, set.span());
    }
    ObjectComprehension object = (ObjectComprehension) comprehension;
    Term key = term(object.key());
    Term value = term(object.value());
    return kept && key == object.key() && value == object.value()
        ? object
        : new ObjectComprehension(key, value, body, object.span());
  }

  private ObjectTerm.Entry entry(ObjectTerm.Entry entry) {
    Term key = term(entry.key());
    Term value = term(entry.value());
    return key == entry.key() && value == entry.value() ? entry : new ObjectTerm.Entry(key, value);
  }

  private TemplateString.Part part(TemplateString.Part part) {
    if (!(part instanceof TemplateString.Hole hole)) {
      return part;
    }
    Expr expr = expr(hole.expr());
    return expr == hole.expr() ? hole : new TemplateString.Hole(expr);
  }

  /** Rewrites each element; the same list if all of them are kept. */
  protected static <T> List<T> all(List<T> elements, UnaryOperator<T> rewrite) {
    @Nullable List<T> changed = null;
    for (int i = 0; i < elements.size(); i++) {
      T element = elements.get(i);
      T rewritten = rewrite.apply(element);
      if (rewritten != element && changed == null) {
        changed = new ArrayList<>(elements);
      }
      if (changed != null) {
        changed.set(i, rewritten);
      }
    }
    return changed == null ? elements : changed;
  }
}
