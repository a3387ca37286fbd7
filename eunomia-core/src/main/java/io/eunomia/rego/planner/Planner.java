package io.eunomia.rego.planner;

import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.builtins.Capabilities;
import io.eunomia.rego.compiler.Program;
import io.eunomia.rego.compiler.RuleTree;
import io.eunomia.rego.ir.Block;
import io.eunomia.rego.ir.Func;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Plan;
import io.eunomia.rego.ir.Policy;
import io.eunomia.rego.ir.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Plans a checked program: what its entrypoints reach, as OPA's intermediate representation.
 *
 * <p>Stateless; cost is linear in the rules that are reached, times the {@code with} contexts they
 * are reached in.
 */
public final class Planner {
  private final RuleTree rules;
  private final Functions functions = new Functions();
  private final PlanTables tables;
  private final Probes probes;

  private Planner(RuleTree rules, Capabilities capabilities, Probes probes) {
    this.rules = rules;
    this.probes = probes;
    this.tables = new PlanTables(capabilities);
  }

  /**
   * The plan of a program.
   *
   * @param entrypoints ground refs from {@code data}, each an entrypoint named by its path with
   *     slashes
   */
  public static Policy plan(Program program, List<Ref> entrypoints) {
    return plan(program, entrypoints, Probes.NONE);
  }

  /**
   * The plan of a program that tells its host what probes want told.
   *
   * @param entrypoints ground refs from {@code data}, each an entrypoint named by its path with
   *     slashes
   */
  public static Policy plan(Program program, List<Ref> entrypoints, Probes probes) {
    return new Planner(program.rules(), program.options().capabilities(), probes).plan(entrypoints);
  }

  /** The name of the entrypoint at a ref: {@code data.a.b} is {@code a/b}. */
  public static String entrypointName(Ref entrypoint) {
    return entrypoint.path().stream()
        .map(step -> step instanceof StringTerm s ? s.value() : step.toString())
        .collect(Collectors.joining("/"));
  }

  private Policy plan(List<Ref> entrypoints) {
    List<Plan> plans = entrypoints.stream().map(this::entrypoint).toList();
    List<Func> planned = new ArrayList<>();
    for (Functions.Request next = functions.next(); next != null; next = functions.next()) {
      planned.add(function(next));
    }
    return new Policy(tables.strings(), tables.builtins(), tables.files(), plans, planned);
  }

  private Plan entrypoint(Ref ref) {
    Frame frame = new Frame(rules, functions, tables, probes, MockContext.NONE);
    Emitter out = frame.out;
    out.at(ref.span());
    Block block =
        out.block(
            () ->
                frame.refs.plan(
                    ref,
                    found -> {
                      int value = out.newLocal();
                      int result = out.newLocal();
                      out.assign(found, value);
                      out.add(new Stmt.MakeObject(result, out.location()));
                      out.add(
                          new Stmt.ObjectInsert(
                              tables.string("result"),
                              Operand.local(value),
                              result,
                              out.location()));
                      out.add(new Stmt.ResultSetAdd(result, out.location()));
                    }));
    return new Plan(entrypointName(ref), List.of(block));
  }

  private Func function(Functions.Request request) {
    Frame frame = new Frame(rules, functions, tables, probes, request.context());
    Emitter out = frame.out;
    List<Operand> args = IntStream.range(0, arity(request)).mapToObj(i -> newParam(out)).toList();
    frame.captured =
        IntStream.range(0, request.context().captured()).mapToObj(i -> newParam(out)).toList();
    int params = 2 + args.size() + frame.captured.size();
    int result = out.newLocal();
    // The body leaves its block where it is undefined; the block after it returns what there is.
    Block body = out.block(() -> body(frame, request, args, result));
    Block end = out.block(() -> out.add(new Stmt.ReturnLocal(result, out.location())));
    return new Func(
        functions.name(request),
        functions.dynamicPath(request),
        IntStream.range(0, params).boxed().toList(),
        result,
        List.of(body, end));
  }

  private void body(Frame frame, Functions.Request request, List<Operand> args, int result) {
    switch (request.kind()) {
      case DOCUMENT -> new DocumentPlanner(frame).document(request.path(), result);
      case EXTENT -> new DocumentPlanner(frame).extent(request.path(), request.parts(), result);
      case FUNCTION -> new RulePlanner(frame).single(definitions(request.path()), args, result);
    }
  }

  private int arity(Functions.Request request) {
    return request.kind() == Functions.Kind.FUNCTION
        ? Objects.requireNonNull(definitions(request.path()).get(0).head().args()).size()
        : 0;
  }

  private List<Rule> definitions(List<Term> path) {
    return Objects.requireNonNull(rules.find(path)).rules();
  }

  private static Operand newParam(Emitter out) {
    return out.newOperand();
  }
}
