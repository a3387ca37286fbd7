package io.eunomia.rego.types;

import io.eunomia.rego.ast.AstVisitor;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts each rule behind those that it refers to, and keeps the given order otherwise. Rules that
 * refer to themselves, which the compiler has reported before, are put somewhere.
 */
final class RuleOrder {
  private final Place data = new Place();
  private final Set<Rule> begun = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Rule> ordered = new ArrayList<>();

  private RuleOrder() {}

  static List<Rule> of(List<Rule> rules) {
    RuleOrder order = new RuleOrder();
    rules.forEach(order::place);
    rules.forEach(order::add);
    return order.ordered;
  }

  private static final class Place {
    private final Map<Term, Place> children = new LinkedHashMap<>();
    private final List<Rule> rules = new ArrayList<>();
  }

  private void place(Rule rule) {
    Place place = data;
    for (Term step : rule.head().ref().path()) {
      if (!step.isScalar()) {
        break;
      }
      place = place.children.computeIfAbsent(step, s -> new Place());
    }
    place.rules.add(rule);
  }

  private record Visit(Rule rule, Iterator<Rule> next) {}

  /** Depth first, without recursion: rules may refer to each other in chains of any length. */
  private void add(Rule first) {
    Deque<Visit> open = new ArrayDeque<>();
    open(first, open);
    while (!open.isEmpty()) {
      Visit visit = open.getLast();
      if (visit.next().hasNext()) {
        open(visit.next().next(), open);
      } else {
        ordered.add(visit.rule());
        open.removeLast();
      }
    }
  }

  private void open(Rule rule, Deque<Visit> open) {
    if (begun.add(rule)) {
      open.add(new Visit(rule, referredTo(rule).iterator()));
    }
  }

  private List<Rule> referredTo(Rule rule) {
    List<Rule> found = new ArrayList<>();
    AstVisitor visitor =
        new AstVisitor() {
          @Override
          protected boolean enter(Node node) {
            if (node instanceof Ref ref && ref.startsWith("data")) {
              collect(data, ref.path(), found);
              walk(ref.path());
              return false;
            }
            if (node instanceof Var variable && variable.name().equals("data")) {
              collect(data, List.of(), found);
            }
            return true;
          }
        };
    visitor.walk(rule.body());
    if (rule.head().value() != null) {
      visitor.walk(rule.head().value());
    }
    visitor.walk(rule.elses());
    return found;
  }

  /** The rules on the way to a place, at it and below it. */
  private static void collect(Place place, List<Term> path, List<Rule> found) {
    found.addAll(place.rules);
    boolean constant = !path.isEmpty() && path.get(0).isScalar();
    List<Term> rest = path.isEmpty() ? path : path.subList(1, path.size());
    if (!constant) {
      place.children.values().forEach(child -> collect(child, rest, found));
      return;
    }
    Place child = place.children.get(path.get(0));
    if (child != null) {
      collect(child, rest, found);
    }
  }
}
