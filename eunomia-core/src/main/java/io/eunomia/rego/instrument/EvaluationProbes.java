package io.eunomia.rego.instrument;

import io.eunomia.rego.ast.AstVisitor;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.Else;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.ir.BuiltinDecl;
import io.eunomia.rego.planner.Probe;
import io.eunomia.rego.planner.Probes;
import io.eunomia.rego.source.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells each step of an evaluation, as texts of {@link EvaluationEvent} with the numbers of {@link
 * EvaluationPoint}s: bodies of definitions, branches, comprehensions, {@code every} and {@code not}
 * that begin, hold and end, their expressions as they begin, and what {@code trace} is called with.
 * What the compiler made of nothing that was written is not told. The points of the expressions of
 * a body are numbered in the order of their evaluation. For one plan; not thread-safe, but the
 * points may be read by any thread once it is planned.
 */
public final class EvaluationProbes implements Probes {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*|_[A-Za-z0-9_]+");

  private final WrittenUnits written;
  private final UnaryOperator<String> sources;
  private final boolean values;
  private final List<EvaluationPoint> points = new ArrayList<>();
  private final Deque<Body> open = new ArrayDeque<>();

  /** The path and the parameters of the rule whose definition or branch is planned. */
  private String path = "";

  private List<Term> parameters = List.of();

  /** A body that is being planned. */
  private static final class Body {
    private final Node owner;

    /** The number of its point, or -1 if nothing of it is told. */
    private final int point;

    /**
     * Occurrences of the variables that it and those around it may have bound, inner ones first.
     */
    private final List<Term> variables;

    /** What was written of the expression that is being planned, and the number of its point. */
    private @Nullable Span last;

    private int expression = -1;
    private int parts;
    private @Nullable Probe told;

    Body(Node owner, int point, List<Term> variables) {
      this.owner = owner;
      this.point = point;
      this.variables = variables;
    }
  }

  /**
   * @param modules as the parser made them
   * @param sources gives the name that a source is to have in its points
   * @param values whether the values of variables are told with expressions, and where bodies hold
   */
  public EvaluationProbes(List<Module> modules, UnaryOperator<String> sources, boolean values) {
    this.written = new WrittenUnits(modules);
    this.sources = sources;
    this.values = values;
  }

  /** The points by their numbers. */
  public List<EvaluationPoint> points() {
    return Collections.unmodifiableList(points);
  }

  @Override
  public @Nullable Probe begins(Node owner) {
    Body around = open.peek();
    List<Term> variables = new ArrayList<>(around == null ? List.of() : around.variables);
    if (owner instanceof Rule rule) {
      path = path(rule.head().ref());
      parameters = rule.head().args() == null ? List.of() : rule.head().args();
      declare(parameters, variables);
    } else if (owner instanceof Else) {
      declare(parameters, variables);
    } else if (owner instanceof Expr.Every every) {
      declare(every.key() == null ? List.of() : List.of(every.key()), variables);
      declare(List.of(every.value()), variables);
    }
    EvaluationPoint point = around != null && around.point < 0 ? null : point(owner);
    Body body = new Body(owner, point == null ? -1 : points.size(), variables);
    open.push(body);
    if (point == null) {
      return null;
    }
    points.add(point);
    return told(EvaluationEvent.Step.BEGINS, body.point, null);
  }

  private @Nullable EvaluationPoint point(Node owner) {
    if (owner instanceof Rule rule) {
      return point(EvaluationPoint.Kind.DEFINITION, rule.head().span(), path, -1);
    }
    if (owner instanceof Else branch) {
      return point(EvaluationPoint.Kind.DEFINITION, branch.span(), path, -1);
    }
    if (owner instanceof Expr.Literal negated) {
      WrittenUnits.Unit unit = written.unit(negated.span());
      return unit == null
          ? null
          : point(
              EvaluationPoint.Kind.NEGATION,
              unit.span(),
              unit.text().replaceFirst("^not\\b\\s*", ""),
              -1);
    }
    List<Expr> exprs =
        owner instanceof Expr.Every every ? every.body() : ((Comprehension) owner).body();
    WrittenUnits.Body body = written.body(owner, exprs);
    return body == null ? null : point(EvaluationPoint.Kind.CLOSURE, body.span(), body.text(), -1);
  }

  private EvaluationPoint point(EvaluationPoint.Kind kind, Span span, String text, int body) {
    return new EvaluationPoint(kind, sources.apply(span.source().name()), span.line(), text, body);
  }

  /** A rule's path, as far as it is the same for all that the definition gives. */
  private static String path(Ref ref) {
    int ground = 0;
    while (ground < ref.path().size() && ref.path().get(ground).isScalar()) {
      ground++;
    }
    return new Ref(ref.head(), ref.path().subList(0, ground), ref.span()).dotted();
  }

  @Override
  public @Nullable Probe before(Expr expr, boolean inClosure) {
    Body body = Objects.requireNonNull(open.peek());
    if (body.point < 0) {
      return null;
    }
    if (values) {
      declare(List.of(expr), body.variables);
    }
    WrittenUnits.Unit unit = written.unit(expr.span());
    boolean plain = isPlain(expr);
    if (unit != null
        && (unit.expression() || !plain)
        && !unit.span().equals(body.last)
        && isWithin(unit.span(), body.owner)) {
      body.last = unit.span();
      body.expression = points.size();
      points.add(point(EvaluationPoint.Kind.EXPRESSION, unit.span(), unit.text(), body.point));
      body.told = told(EvaluationEvent.Step.EVALUATES, body.expression, body);
    } else if (!plain && body.expression >= 0) {
      // A part of what is being evaluated already, in which something else may be evaluated.
      body.told = reached(EvaluationEvent.continuing(body.expression, ++body.parts));
    }
    return body.told;
  }

  private static boolean isWithin(Span span, Node owner) {
    // A definition may have several bodies, which stand behind each other.
    return owner instanceof Rule
        || owner instanceof Else
        || (owner.span().start() < span.start() && span.end() <= owner.span().end());
  }

  /** Whether an expression only gives names to what has a value. */
  private static boolean isPlain(Expr expr) {
    boolean[] plain = {true};
    new AstVisitor() {
      @Override
      protected boolean enter(Node node) {
        if (node instanceof Call call && call.operator().dotted().equals("eq")) {
          walk(call.args());
          return false;
        }
        plain[0] &= !(node instanceof Ref || node instanceof Call || node instanceof Comprehension);
        return plain[0];
      }
    }.walk(expr);
    return plain[0];
  }

  @Override
  public @Nullable Probe succeeds(Node owner, boolean last) {
    Body body = Objects.requireNonNull(open.peek());
    return body.point < 0
        ? null
        : told(
            last ? EvaluationEvent.Step.HOLDS_LAST : EvaluationEvent.Step.HOLDS, body.point, body);
  }

  @Override
  public @Nullable Probe ends(Node owner) {
    Body body = open.pop();
    return body.point < 0 ? null : told(EvaluationEvent.Step.ENDS, body.point, null);
  }

  @Override
  public Probe note() {
    EvaluationEvent event = EvaluationEvent.of(EvaluationEvent.Step.NOTES, 0);
    return new Probe(BuiltinDecl.VALUES, event.text(), List.of());
  }

  /**
   * @param valuesOf the body whose variables' values are told if any are, or null for none
   */
  private Probe told(EvaluationEvent.Step step, int point, @Nullable Body valuesOf) {
    EvaluationEvent event = EvaluationEvent.of(step, point);
    return values && valuesOf != null
        ? new Probe(BuiltinDecl.VALUES, event.text(), valuesOf.variables)
        : reached(event);
  }

  private static Probe reached(EvaluationEvent event) {
    return new Probe(BuiltinDecl.REACHED, event.text(), List.of());
  }

  /** Adds occurrences of variables that stand for what is written there, before those known. */
  private static void declare(List<? extends Node> nodes, List<Term> variables) {
    List<Term> found = new ArrayList<>();
    OwnTerms visitor =
        new OwnTerms() {
          @Override
          boolean term(Term term) {
            if (term instanceof Var variable && isNamed(variable) && !isKnown(variable)) {
              found.add(variable);
            }
            return true;
          }

          private boolean isKnown(Var variable) {
            return Stream.concat(found.stream(), variables.stream())
                .anyMatch(
                    known ->
                        known.equals(variable)
                            && known.span().text().equals(variable.span().text()));
          }
        };
    visitor.walk(nodes);
    variables.addAll(0, found);
  }

  private static boolean isNamed(Var variable) {
    return !variable.isRootDocument()
        && !variable.isWildcard()
        && NAME.matcher(variable.span().text()).matches();
  }
}
