package io.eunomia.rego.instrument;

import io.eunomia.rego.ast.AstVisitor;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.ast.With;
import io.eunomia.rego.ir.BuiltinDecl;
import io.eunomia.rego.planner.Probe;
import io.eunomia.rego.planner.Probes;
import io.eunomia.rego.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells how far the evaluation of a test comes: its expressions with the values in them, and those
 * of {@code every} in it; not those of comprehensions, which may fail. For one plan; not
 * thread-safe.
 *
 * <p>An expression is told as {@code POSITION NAME}, positions growing with the order of
 * evaluation; the end of the body of {@code every} as {@code every NAME}; a definition that holds
 * as {@code holds}.
 */
public final class TraceProbes implements Probes {
  /** What an event of the end of the body of {@code every} begins with. */
  public static final String EVERY = "every ";

  /** The event of a definition that holds. */
  public static final String HOLDS = "holds";

  private final Places places;
  private final List<Span> tests = new ArrayList<>();
  private final Map<String, List<Term>> terms = new HashMap<>();
  private int position;

  /**
   * @param modules as the parser made them
   * @param places theirs
   */
  public TraceProbes(List<Module> modules, Places places) {
    this.places = places;
    for (Module module : modules) {
      for (Rule rule : module.rules()) {
        if (TestNames.isTest(TestNames.of(rule))) {
          tests.add(rule.span());
        }
      }
    }
  }

  @Override
  public @Nullable Probe before(Expr expr, boolean inClosure) {
    Place place = inClosure ? null : place(expr);
    if (place == null) {
      return null;
    }
    List<Term> known = known(place);
    add(expr, place.span(), known);
    return values(place, known);
  }

  /** What rules are, if they are looked up as they stand. */
  @Override
  public @Nullable Probe within(Expr expr, boolean inClosure) {
    Place place = inClosure ? null : place(expr);
    if (place == null) {
      return null;
    }
    // They are what they are only here.
    List<Term> known = new ArrayList<>(known(place));
    return addRules(expr, place.span(), known) ? values(place, known) : null;
  }

  private List<Term> known(Place place) {
    return terms.computeIfAbsent(place.name(), name -> new ArrayList<>());
  }

  private Probe values(Place place, List<Term> known) {
    return new Probe(BuiltinDecl.VALUES, position++ + " " + place.name(), known);
  }

  @Override
  public @Nullable Probe holds(Expr.Every every) {
    Place place = place(every);
    return place == null ? null : told(EVERY + place.name());
  }

  @Override
  public @Nullable Probe holds(Span place) {
    return isOfTest(place) ? told(HOLDS) : null;
  }

  private @Nullable Place place(Expr expr) {
    return isOfTest(expr.span()) ? places.expression(expr.span()) : null;
  }

  private static Probe told(String event) {
    return new Probe(BuiltinDecl.REACHED, event, List.of());
  }

  private boolean isOfTest(Span span) {
    return tests.stream()
        .anyMatch(
            test ->
                test.source().name().equals(span.source().name())
                    && test.start() <= span.start()
                    && span.end() <= test.end());
  }

  /** Adds the variables of an expression that stand for what is written in it, and lookups. */
  private static void add(Expr expr, Span whole, List<Term> known) {
    new OwnTerms() {
      @Override
      boolean term(Term term) {
        if (term instanceof Var variable && isShown(variable, variable.span(), whole)) {
          known.add(variable);
        }
        if (term instanceof Ref ref
            && ref.head() instanceof Var head
            && isShown(head, ref.span(), whole)
            && !ref.path().isEmpty()
            && isPlain(ref)) {
          // What is looked up says more than what it is looked up in.
          known.add(ref);
          walk(ref.path());
          return false;
        }
        return true;
      }
    }.walk(expr);
  }

  /** Adds the lookups in data of an expression; returns whether there are some. */
  private static boolean addRules(Expr expr, Span whole, List<Term> known) {
    int before = known.size();
    new AstVisitor() {
      @Override
      protected boolean enter(Node node) {
        if (node instanceof Call call) {
          walk(call.args());
          return false;
        }
        if (node instanceof Ref ref && ref.startsWith("data")) {
          if (isPart(ref.span(), whole) && isPlain(ref)) {
            known.add(ref);
          }
          return false;
        }
        return !(node instanceof Comprehension
            || node instanceof With
            || node instanceof Expr.Every);
      }
    }.walk(expr);
    return known.size() > before;
  }

  private static boolean isPlain(Ref ref) {
    return ref.path().stream().allMatch(step -> step.isScalar() || step instanceof Var);
  }

  private static boolean isPart(Span span, Span whole) {
    return span.start() >= whole.start()
        && span.end() <= whole.end()
        && !(span.start() == whole.start() && span.end() == whole.end());
  }

  private static boolean isShown(Var variable, Span span, Span whole) {
    return !variable.isRootDocument()
        && !variable.isWildcard()
        && !span.text().equals("_")
        && isPart(span, whole);
  }
}
