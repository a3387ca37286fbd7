package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Block;
import io.eunomia.rego.ir.BuiltinDecl;
import io.eunomia.rego.ir.Func;
import io.eunomia.rego.ir.Location;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Plan;
import io.eunomia.rego.ir.Policy;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Effects;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Little plans for tests of single steps, and a short way to write down what became of them. */
final class Little {
  static final Operand YES = new Operand.Bool(true);
  static final Operand NO = new Operand.Bool(false);
  private static final Location AT = new Location(0, 1, 1);

  private Little() {}

  static Block block(Stmt... stmts) {
    return new Block(List.of(stmts));
  }

  static Stmt blocks(Block... blocks) {
    return new Stmt.BlockStmt(List.of(blocks), AT);
  }

  static Operand local(int number) {
    return Operand.local(number);
  }

  static Operand string(int number) {
    return new Operand.StringIndex(number);
  }

  static Stmt dot(int source, Operand key, int target) {
    return new Stmt.Dot(local(source), key, target, AT);
  }

  static Stmt equal(int a, Operand b) {
    return new Stmt.Equal(local(a), b, AT);
  }

  static Stmt assign(Operand source, int target) {
    return new Stmt.AssignVar(source, target, AT);
  }

  static Stmt once(Operand source, int target) {
    return new Stmt.AssignVarOnce(source, target, AT);
  }

  static Stmt number(int value, int target) {
    return new Stmt.MakeNumberInt(value, target, AT);
  }

  static Stmt set(int target) {
    return new Stmt.MakeSet(target, AT);
  }

  static Stmt add(Operand value, int set) {
    return new Stmt.SetAdd(value, set, AT);
  }

  static Stmt leave(int index) {
    return new Stmt.Break(index, AT);
  }

  static Stmt returns(int local) {
    return new Stmt.ReturnLocal(local, AT);
  }

  static Stmt not(Stmt... stmts) {
    return new Stmt.Not(block(stmts), AT);
  }

  static Stmt scan(int source, int key, int value, Stmt... stmts) {
    return new Stmt.Scan(source, key, value, block(stmts), AT);
  }

  static Stmt call(String func, int result, int... args) {
    List<Operand> operands =
        Stream.concat(Stream.of(0, 1), Arrays.stream(args).boxed()).map(Little::local).toList();
    return new Stmt.Call(func, operands, result, AT);
  }

  static Stmt builtin(String name, int result, Operand... args) {
    return new Stmt.Call(name, List.of(args), result, AT);
  }

  /** A function of input, data and as many more parameters; it returns the local after them. */
  static Func func(String name, int more, Stmt... stmts) {
    List<Integer> params = Stream.iterate(0, i -> i + 1).limit(2 + more).toList();
    int result = 2 + more;
    return new Func(
        name, List.of("g0", name), params, result, List.of(block(stmts), block(returns(result))));
  }

  /** A policy whose entrypoint calls the last function. */
  static Policy policy(Func... funcs) {
    Stmt[] plan = {
      call(funcs[funcs.length - 1].name(), 2),
      new Stmt.MakeObject(3, AT),
      new Stmt.ObjectInsert(string(0), local(2), 3, AT),
      new Stmt.ResultSetAdd(3, AT)
    };
    return new Policy(
        List.of("result", "a", "b", "c"),
        List.of(new BuiltinDecl("lower", 1), new BuiltinDecl("io.jwt.decode", 1)),
        List.of("m.rego"),
        List.of(new Plan("p", List.of(block(plan)))),
        List.of(funcs));
  }

  /** What one step makes of a function whose body is given. */
  static String after(String step, Stmt... stmts) {
    return after(step, func("f", 0, stmts));
  }

  /** What one step makes of the last function, without the block that returns its value. */
  static String after(String step, Func... funcs) {
    List<String> others = PlanOptimizer.steps().stream().filter(s -> !s.equals(step)).toList();
    Policy plan =
        PlanOptimizer.optimize(policy(funcs), OptimizationLevel.O2, false, Set.copyOf(others));
    Func last = plan.funcs().get(plan.funcs().size() - 1);
    return text(last.blocks().subList(0, last.blocks().size() - 1));
  }

  private static String text(List<Block> blocks) {
    return blocks.stream()
        .map(b -> b.stmts().stream().map(Little::text).collect(Collectors.joining(" ", "{", "}")))
        .collect(Collectors.joining());
  }

  private static String text(Stmt stmt) {
    String name = stmt.getClass().getSimpleName();
    if (stmt instanceof Stmt.Break leave) {
      return name + leave.index();
    }
    return (stmt instanceof Stmt.BlockStmt ? "" : name) + text(Effects.blocksOf(stmt));
  }
}
