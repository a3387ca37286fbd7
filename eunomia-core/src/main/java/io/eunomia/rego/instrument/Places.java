package io.eunomia.rego.instrument;

import io.eunomia.rego.ast.AstVisitor;
import io.eunomia.rego.ast.Else;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.source.SourceText;
import io.eunomia.rego.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The places of modules as they were written: heads of rules, {@code else} branches, and
 * expressions, also those of comprehensions and of {@code every}; declarations by {@code some x}
 * are none. Immutable and thread-safe.
 */
public final class Places {
  private final Map<String, Place> byName = new LinkedHashMap<>();

  /** The expressions of each source, by where they begin. */
  private final Map<String, TreeMap<Integer, Place>> expressions = new HashMap<>();

  /** The expressions themselves, by the names of their places. */
  private final Map<String, Expr> written = new HashMap<>();

  private Places() {}

  /** The places of modules as the parser made them. */
  public static Places of(List<Module> modules) {
    Places places = new Places();
    for (Module module : modules) {
      module.rules().forEach(places::rule);
    }
    return places;
  }

  private void rule(Rule rule) {
    // A definition with several bodies has one head.
    add(new Place(Place.Kind.RULE, trimmed(rule.head().span())));
    new AstVisitor() {
      @Override
      protected boolean enter(Node node) {
        if (node instanceof Else branch) {
          add(new Place(Place.Kind.BRANCH, beforeBody(branch)));
        } else if (node instanceof Expr expr && !(expr instanceof Expr.Some)) {
          Place place = add(new Place(Place.Kind.EXPRESSION, trimmed(expr.span())));
          expressions
              .computeIfAbsent(expr.span().source().name(), name -> new TreeMap<>())
              .put(expr.span().start(), place);
          written.putIfAbsent(place.name(), expr);
        }
        return true;
      }
    }.walk(rule);
  }

  private Place add(Place place) {
    Place known = byName.putIfAbsent(place.name(), place);
    return known == null ? place : known;
  }

  private static Span beforeBody(Else branch) {
    Span span = branch.span();
    if (branch.written()) {
      return span.source().span(span.start(), branch.value().span().end());
    }
    return span.source().span(span.start(), Math.min(span.end(), span.start() + "else".length()));
  }

  private static Span trimmed(Span span) {
    SourceText source = span.source();
    return source.span(span.start(), span.start() + span.text().stripTrailing().length());
  }

  /** All places, in the order of the modules. */
  public List<Place> all() {
    return new ArrayList<>(byName.values());
  }

  /** The place of a name, or null. */
  public @Nullable Place find(String name) {
    return byName.get(name);
  }

  /**
   * Where the terms of an expression stand, all but constants: those of comprehensions and of the
   * bodies of {@code every} are not among them. Of terms that begin together, the longest is the
   * first.
   */
  public List<Span> terms(Place expression) {
    List<Span> terms = new ArrayList<>();
    Expr expr = written.get(expression.name());
    if (expr == null) {
      return terms;
    }
    new OwnTerms() {
      @Override
      boolean term(Term term) {
        if (!term.isScalar()) {
          terms.add(term.span());
        }
        return true;
      }
    }.walk(expr);
    terms.sort(Comparator.comparingInt(Span::start));
    return terms;
  }

  /** The innermost expression that a span is in, or null if it is in none. */
  public @Nullable Place expression(Span span) {
    TreeMap<Integer, Place> all = expressions.get(span.source().name());
    if (all == null) {
      return null;
    }
    var entry = all.floorEntry(span.start());
    while (entry != null && entry.getValue().span().end() < span.end()) {
      entry = all.lowerEntry(entry.getKey());
    }
    return entry == null ? null : entry.getValue();
  }
}
