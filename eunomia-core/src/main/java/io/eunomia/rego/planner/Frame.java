package io.eunomia.rego.planner;

import io.eunomia.rego.ast.Term;
import io.eunomia.rego.compiler.RuleTree;
import io.eunomia.rego.ir.Operand;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One function being planned: what all the planners of its parts share. */
final class Frame {
  static final int INPUT = 0;
  static final int DATA = 1;

  final RuleTree rules;
  final Functions functions;
  final PlanTables tables;
  final Emitter out;
  final Scope scope = new Scope();
  final TermPlanner terms = new TermPlanner(this);
  final RefPlanner refs = new RefPlanner(this);
  final DataRefPlanner data = new DataRefPlanner(this);
  final UnifyPlanner unify = new UnifyPlanner(this);
  final CallPlanner calls = new CallPlanner(this);
  final BodyPlanner bodies = new BodyPlanner(this);
  final WithPlanner withs = new WithPlanner(this);
  final ProbePlanner probes;

  MockContext context;
  List<Operand> captured = List.of();

  Frame(
      RuleTree rules, Functions functions, PlanTables tables, Probes probes, MockContext context) {
    this.rules = rules;
    this.functions = functions;
    this.tables = tables;
    this.probes = new ProbePlanner(this, probes);
    this.context = context;
    this.out = new Emitter(tables);
    out.newLocal();
    out.newLocal();
  }

  /** Where planning stands, so that it can go on there. */
  record Place(
      Emitter.Cursor cursor, Scope.Level level, MockContext context, List<Operand> captured) {}

  Place place() {
    return new Place(out.cursor(), scope.level(), context, captured);
  }

  /** Plans something at a place that planning has been at, and comes back. */
  void at(Place place, Runnable content) {
    Place here = place();
    moveTo(place);
    content.run();
    moveTo(here);
  }

  private void moveTo(Place place) {
    out.moveTo(place.cursor);
    scope.moveTo(place.level);
    context = place.context;
    captured = place.captured;
  }

  /**
   * The node of the rule tree at a path, or null if there is none or a {@code with} replaces it or
   * what is above it.
   */
  @Nullable RuleTree visible(List<Term> path) {
    RuleTree node = rules;
    if (context.hides(List.of())) {
      return null;
    }
    for (int i = 0; i < path.size(); i++) {
      node = node.children().get(path.get(i));
      if (node == null || context.hides(path.subList(0, i + 1))) {
        return null;
      }
    }
    return node;
  }

  /** Calls a planned function in the current context. */
  Operand.Local call(Functions.Kind kind, List<Term> path, List<Operand> args) {
    return call(context, kind, path, args);
  }

  /** Calls for parts of an extent in the current context. */
  Operand.Local extent(List<Term> path, List<Integer> parts) {
    List<Operand> all = new ArrayList<>(List.of(Operand.local(INPUT), Operand.local(DATA)));
    all.addAll(captured.subList(0, context.captured()));
    return out.call(
        functions.name(
            new Functions.Request(context, List.copyOf(path), Functions.Kind.EXTENT, parts)),
        all);
  }

  Operand.Local call(MockContext in, Functions.Kind kind, List<Term> path, List<Operand> args) {
    List<Operand> all = new ArrayList<>();
    all.add(Operand.local(INPUT));
    all.add(Operand.local(DATA));
    all.addAll(args);
    all.addAll(captured.subList(0, in.captured()));
    return out.call(
        functions.name(new Functions.Request(in, List.copyOf(path), kind, List.of())), all);
  }
}
