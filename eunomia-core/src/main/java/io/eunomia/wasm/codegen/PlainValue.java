package io.eunomia.wasm.codegen;

import io.eunomia.rego.ir.Block;
import io.eunomia.rego.ir.Location;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Plan;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Effects;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The value of a plan that does what {@code opa build} makes of an entrypoint: works a value out
 * and adds {@code {"result": value}} to the results.
 */
final class PlainValue {
  private PlainValue() {}

  /** The plan as a function's blocks that return the value; null if it does something else. */
  static @Nullable List<Block> of(Plan plan, List<String> strings) {
    if (plan.blocks().size() != 1) {
      return null;
    }
    List<Stmt> stmts = plan.blocks().get(0).stmts();
    if (stmts.isEmpty() || !(stmts.get(stmts.size() - 1) instanceof Stmt.ResultSetAdd add)) {
      return null;
    }
    int object = add.value();
    Stmt.ObjectInsert insert = null;
    List<Stmt> rest = new ArrayList<>();
    for (Stmt stmt : stmts.subList(0, stmts.size() - 1)) {
      boolean makesObject = stmt instanceof Stmt.MakeObject s && s.target() == object;
      if (stmt instanceof Stmt.ObjectInsert s && s.object() == object && insert == null) {
        insert = s;
      } else if (isSimple(stmt, object)) {
        rest.add(stmt);
      } else if (!makesObject) {
        return null;
      }
    }
    if (insert == null
        || !(insert.key() instanceof Operand.StringIndex key)
        || !strings.get(key.index()).equals(Abi.RESULT)) {
      return null;
    }
    rest.add(new Stmt.AssignVar(insert.value(), object, Location.NONE));
    rest.add(new Stmt.ReturnLocal(object, Location.NONE));
    return List.of(new Block(rest));
  }

  private static boolean isSimple(Stmt stmt, int object) {
    Effects effects = Effects.of(stmt);
    return effects.blocks().isEmpty()
        && !(stmt instanceof Stmt.ResultSetAdd)
        && !(stmt instanceof Stmt.Break)
        && !effects.reads().contains(object)
        && !effects.writes().contains(object)
        && !effects.mutates().contains(object);
  }
}
