package io.eunomia.rego.planner;

import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.builtins.Builtin;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Stmt;
import java.util.List;
import java.util.function.Consumer;

/** Calls of functions and builtins, and of what replaces them inside a {@code with}. */
final class CallPlanner {
  /** The builtin that is called for what it tells. */
  private static final String TRACE = "trace";

  private final Frame frame;

  CallPlanner(Frame frame) {
    this.frame = frame;
  }

  /** Plans a call; {@code then} gets each of its values: one, but for relations. */
  void plan(Call call, Consumer<Operand> then) {
    Ref operator = call.operator();
    MockContext.Mock mock = frame.context.mock(operator.dotted());
    if (mock instanceof MockContext.ByValue v) {
      call.args().forEach(frame.terms::plan);
      then.accept(frame.captured.get(v.captured()));
    } else if (mock instanceof MockContext.ByFunction f) {
      plan(f.function(), frame.context.withoutFunctions(), call.args(), then);
    } else {
      plan(operator, frame.context, call.args(), then);
    }
  }

  /** Whether a call is exactly the builtin of the name here, not replaced by anything. */
  boolean isPlain(Call call, String name) {
    return call.operator().path().isEmpty()
        && call.operator().startsWith(name)
        && frame.context.mock(name) == null;
  }

  private void plan(Ref function, MockContext in, List<Term> terms, Consumer<Operand> then) {
    List<Operand> args = terms.stream().map(frame.terms::plan).toList();
    if (function.startsWith("data") && !frame.data.isFunction(function)) {
      // A call without arguments of what has no parameters.
      frame.refs.plan(function, then);
      return;
    }
    if (function.startsWith("data")) {
      then.accept(frame.call(in, Functions.Kind.FUNCTION, function.path(), args));
      return;
    }
    String name = function.dotted();
    Builtin builtin = frame.tables.builtin(name);
    if (name.equals(TRACE)) {
      frame.probes.note(args.get(0));
    }
    Operand.Local result = frame.out.call(name, args);
    if (builtin.relation()) {
      frame.refs.scan(result, (index, value) -> then.accept(value));
    } else {
      then.accept(result);
    }
  }

  /** A condition that is a comparison the plan has a statement for; false if it is none. */
  boolean comparison(Call call) {
    Emitter out = frame.out;
    if (isPlain(call, "equal")) {
      out.equal(frame.terms.plan(call.args().get(0)), frame.terms.plan(call.args().get(1)));
      return true;
    }
    if (isPlain(call, "neq")) {
      Operand a = frame.terms.plan(call.args().get(0));
      Operand b = frame.terms.plan(call.args().get(1));
      out.add(new Stmt.NotEqual(a, b, out.location()));
      return true;
    }
    return false;
  }
}
