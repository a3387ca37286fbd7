package io.eunomia.wasm.codegen;

import io.eunomia.rego.ir.Block;
import io.eunomia.rego.ir.BuiltinDecl;
import io.eunomia.rego.ir.Func;
import io.eunomia.rego.ir.Location;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Plan;
import io.eunomia.rego.ir.Policy;
import io.eunomia.rego.ir.Stmt;
import java.util.ArrayList;
import java.util.List;

/** Makes plans of one rule, {@code test/p}, whose value is local 2, for tests. */
final class Plans {
  static final Location AT = new Location(0, 3, 5);
  static final int INPUT = 0;
  static final int DATA = 1;
  static final int VALUE = 2;

  private final List<String> strings = new ArrayList<>(List.of("result"));
  private final List<BuiltinDecl> builtins = new ArrayList<>();
  private final List<Func> funcs = new ArrayList<>();

  Operand.StringIndex string(String value) {
    return new Operand.StringIndex(index(value));
  }

  int index(String value) {
    if (!strings.contains(value)) {
      strings.add(value);
    }
    return strings.indexOf(value);
  }

  static Operand.Local local(int number) {
    return Operand.local(number);
  }

  void builtin(String name, int arity) {
    builtins.add(new BuiltinDecl(name, arity));
  }

  Stmt dot(int source, String key, int target) {
    return new Stmt.Dot(local(source), string(key), target, AT);
  }

  Stmt assign(int source, int target) {
    return new Stmt.AssignVar(local(source), target, AT);
  }

  Stmt number(String text, int target) {
    return new Stmt.MakeNumberRef(index(text), target, AT);
  }

  static Stmt call(String func, int result, Operand... args) {
    return new Stmt.Call(func, List.of(args), result, AT);
  }

  /** A function with one block, which returns local 2 in any case. */
  Func function(String name, List<Integer> params, Stmt... stmts) {
    Block returns = new Block(List.of(new Stmt.ReturnLocal(VALUE, AT)));
    Func func =
        new Func(
            "g0.data.test." + name,
            List.of("g0", "test", name),
            params,
            VALUE,
            List.of(new Block(List.of(stmts)), returns));
    funcs.add(func);
    return func;
  }

  /** The policy whose entrypoint is the rule {@code p}. */
  Policy policy(Stmt... stmts) {
    function("p", List.of(INPUT, DATA), stmts);
    Stmt[] plan = {
      call("g0.data.test.p", 2, local(INPUT), local(DATA)),
      new Stmt.MakeObject(3, AT),
      new Stmt.ObjectInsert(string("result"), local(2), 3, AT),
      new Stmt.ResultSetAdd(3, AT)
    };
    return new Policy(
        strings,
        builtins,
        List.of("test.rego"),
        List.of(new Plan("test/p", List.of(new Block(List.of(plan))))),
        funcs);
  }

  static OpaHost host(Policy policy) {
    return new OpaHost(WasmCompiler.compile(policy, WasmOptions.DEFAULT), "{}");
  }
}
