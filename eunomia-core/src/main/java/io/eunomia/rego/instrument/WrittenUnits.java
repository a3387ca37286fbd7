package io.eunomia.rego.instrument;

import io.eunomia.rego.ast.ArrayComprehension;
import io.eunomia.rego.ast.AstPrinter;
import io.eunomia.rego.ast.AstVisitor;
import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.Else;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Head;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.ast.ObjectComprehension;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.SetComprehension;
import io.eunomia.rego.ast.TemplateString;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.source.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is evaluated as one, as it was written: the expressions of bodies, and the terms of the
 * heads of rules, branches and comprehensions. The compiler makes several expressions of one of
 * them, each of which stands within it. Immutable.
 */
final class WrittenUnits {
  /**
   * An expression, or a term of a head.
   *
   * @param text what is written, on one line
   * @param expression whether it is an expression
   */
  record Unit(Span span, String text, boolean expression) {
    private boolean contains(Span other) {
      return span.start() <= other.start() && other.end() <= span.end();
    }
  }

  /**
   * The body of a comprehension or of {@code every}.
   *
   * @param span where its first expression is
   * @param text its expressions, on one line
   */
  record Body(Span span, String text) {}

  /** The units of each source, by where they begin. */
  private final Map<String, TreeMap<Integer, Unit>> units = new HashMap<>();

  private final Map<String, Body> bodies = new HashMap<>();

  /**
   * @param modules as the parser made them
   */
  WrittenUnits(List<Module> modules) {
    AstVisitor visitor =
        new AstVisitor() {
          @Override
          protected boolean enter(Node node) {
            if (node instanceof TemplateString template) {
              // What is in its holes is not evaluated by itself.
              template.holes().forEach(hole -> walk(children(hole)));
              return false;
            }
            add(node);
            return true;
          }
        };
    modules.forEach(module -> visitor.walk(module.rules()));
  }

  private void add(Node node) {
    if (node instanceof Rule rule) {
      // The head is no child of its rule.
      head(rule.head());
    } else if (node instanceof Else branch && branch.written()) {
      head(branch.value());
    } else if (node instanceof Comprehension comprehension) {
      heads(comprehension).forEach(this::head);
      addBody(node, comprehension.body());
    } else if (node instanceof Expr expr) {
      unit(expr.span(), text(expr), true);
      if (expr instanceof Expr.Every every) {
        addBody(node, every.body());
      }
    }
  }

  private void head(Head head) {
    head.ref().path().forEach(this::head);
    if (head.args() != null) {
      head.args().forEach(this::head);
    }
    if (head.key() != null) {
      head(head.key());
    }
    if (head.value() != null && head.written()) {
      head(head.value());
    }
  }

  private void head(Term term) {
    unit(term.span(), text(term.span(), () -> AstPrinter.print(term)), false);
  }

  private static List<Term> heads(Comprehension comprehension) {
    if (comprehension instanceof ArrayComprehension array) {
      return List.of(array.term());
    }
    return comprehension instanceof ObjectComprehension object
        ? List.of(object.key(), object.value())
        : List.of(((SetComprehension) comprehension).term());
  }

  private void unit(Span span, String text, boolean expression) {
    units
        .computeIfAbsent(span.source().name(), name -> new TreeMap<>())
        .putIfAbsent(span.start(), new Unit(span, text, expression));
  }

  private void addBody(Node owner, List<Expr> exprs) {
    if (!exprs.isEmpty()) {
      String text = exprs.stream().map(WrittenUnits::text).collect(Collectors.joining("; "));
      bodies.putIfAbsent(key(owner.span()), new Body(exprs.get(0).span(), text));
    }
  }

  private static String key(Span span) {
    return span.source().name() + ":" + span.start() + ":" + span.end();
  }

  /** The innermost unit that a span is in, or null if it is in none. */
  @Nullable Unit unit(Span span) {
    TreeMap<Integer, Unit> all = units.getOrDefault(span.source().name(), new TreeMap<>());
    var entry = all.floorEntry(span.start());
    while (entry != null && !entry.getValue().contains(span)) {
      entry = all.lowerEntry(entry.getKey());
    }
    return entry == null ? null : entry.getValue();
  }

  /**
   * The body of a comprehension or of {@code every}, or null if the compiler made it, say of what
   * is to be printed.
   *
   * @param exprs what has become of it
   */
  @Nullable Body body(Node owner, List<Expr> exprs) {
    // One of the compiler's may stand exactly where one does that it was made around.
    boolean around = exprs.stream().anyMatch(expr -> expr.span().start() <= owner.span().start());
    return around ? null : bodies.get(key(owner.span()));
  }

  private static String text(Expr expr) {
    return text(expr.span(), () -> AstPrinter.print(expr));
  }

  /**
   * What is written, if it is on one line; printed otherwise, since there may be comments in it.
   */
  private static String text(Span span, Supplier<String> printed) {
    String text = span.text().strip();
    return text.lines().limit(2).count() > 1 ? printed.get() : text;
  }
}
