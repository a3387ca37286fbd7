package io.eunomia.rego.ir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.BiConsumer;

/** Plan to JSON; fields in OPA's order. */
final class PlanWriter {
  private PlanWriter() {}

  static ObjectNode policy(Policy policy) {
    ObjectNode result = object();
    ObjectNode constants = result.putObject("static");
    list(constants, "strings", policy.strings(), PlanWriter::value);
    if (!policy.builtins().isEmpty()) {
      list(
          constants,
          "builtin_funcs",
          policy.builtins(),
          (array, builtin) ->
              array
                  .addObject()
                  .put("name", builtin.name())
                  .set("decl", PlanJson.parse(builtin.type())));
    }
    list(constants, "files", policy.files(), PlanWriter::value);
    list(
        result.putObject("plans"),
        "plans",
        policy.plans(),
        (array, plan) -> {
          ObjectNode node = array.addObject().put("name", plan.name());
          list(node, "blocks", plan.blocks(), PlanWriter::block);
        });
    list(result.putObject("funcs"), "funcs", policy.funcs(), PlanWriter::func);
    return result;
  }

  private static void value(ArrayNode array, String value) {
    array.addObject().put("value", value);
  }

  private static void func(ArrayNode array, Func func) {
    ObjectNode node = array.addObject().put("name", func.name());
    list(node, "params", func.params(), ArrayNode::add);
    node.put("return", func.returns());
    list(node, "blocks", func.blocks(), PlanWriter::block);
    if (!func.path().isEmpty()) {
      list(node, "path", func.path(), ArrayNode::add);
    }
  }

  private static void block(ArrayNode array, Block block) {
    array.add(block(block));
  }

  private static ObjectNode block(Block block) {
    ObjectNode node = object();
    list(node, "stmts", block.stmts(), PlanWriter::statement);
    return node;
  }

  private static void statement(ArrayNode array, Stmt statement) {
    ObjectNode node = array.addObject();
    ObjectNode fields = object();
    node.put("type", fill(statement, fields));
    node.set("stmt", fields);
    Location at = statement.location();
    fields.put("file", at.file()).put("col", at.col()).put("row", at.row());
  }

  /** Writes the statement's own fields, and says what OPA calls it. */
  private static String fill(Stmt statement, ObjectNode to) {
    if (statement instanceof Stmt.ArrayAppend s) {
      set(to, "value", s.value()).put("array", s.array());
      return "ArrayAppendStmt";
    } else if (statement instanceof Stmt.AssignInt s) {
      to.put("value", s.value()).put("target", s.target());
      return "AssignIntStmt";
    } else if (statement instanceof Stmt.AssignVar s) {
      set(to, "source", s.source()).put("target", s.target());
      return "AssignVarStmt";
    } else if (statement instanceof Stmt.AssignVarOnce s) {
      set(to, "source", s.source()).put("target", s.target());
      return "AssignVarOnceStmt";
    } else if (statement instanceof Stmt.BlockStmt s) {
      list(to, "blocks", s.blocks(), PlanWriter::block);
      return "BlockStmt";
    } else if (statement instanceof Stmt.Break s) {
      to.put("index", s.index());
      return "BreakStmt";
    } else if (statement instanceof Stmt.Call s) {
      to.put("func", s.func());
      list(to, "args", s.args(), PlanWriter::operand);
      to.put("result", s.result());
      return "CallStmt";
    } else if (statement instanceof Stmt.CallDynamic s) {
      list(to, "args", s.args(), ArrayNode::add);
      to.put("result", s.result());
      list(to, "path", s.path(), PlanWriter::operand);
      return "CallDynamicStmt";
    } else if (statement instanceof Stmt.Dot s) {
      set(set(to, "source", s.source()), "key", s.key()).put("target", s.target());
      return "DotStmt";
    } else if (statement instanceof Stmt.Equal s) {
      set(set(to, "a", s.a()), "b", s.b());
      return "EqualStmt";
    } else if (statement instanceof Stmt.IsArray s) {
      set(to, "source", s.source());
      return "IsArrayStmt";
    } else if (statement instanceof Stmt.IsDefined s) {
      to.put("source", s.source());
      return "IsDefinedStmt";
    } else if (statement instanceof Stmt.IsObject s) {
      set(to, "source", s.source());
      return "IsObjectStmt";
    } else if (statement instanceof Stmt.IsSet s) {
      set(to, "source", s.source());
      return "IsSetStmt";
    } else if (statement instanceof Stmt.IsUndefined s) {
      to.put("source", s.source());
      return "IsUndefinedStmt";
    } else if (statement instanceof Stmt.Len s) {
      set(to, "source", s.source()).put("target", s.target());
      return "LenStmt";
    } else if (statement instanceof Stmt.MakeArray s) {
      to.put("capacity", s.capacity()).put("target", s.target());
      return "MakeArrayStmt";
    } else if (statement instanceof Stmt.MakeNull s) {
      to.put("target", s.target());
      return "MakeNullStmt";
    } else if (statement instanceof Stmt.MakeNumberInt s) {
      to.put("value", s.value()).put("target", s.target());
      return "MakeNumberIntStmt";
    } else if (statement instanceof Stmt.MakeNumberRef s) {
      to.put("Index", s.index()).put("target", s.target());
      return "MakeNumberRefStmt";
    } else if (statement instanceof Stmt.MakeObject s) {
      to.put("target", s.target());
      return "MakeObjectStmt";
    } else if (statement instanceof Stmt.MakeSet s) {
      to.put("target", s.target());
      return "MakeSetStmt";
    } else if (statement instanceof Stmt.Nop) {
      return "NopStmt";
    } else if (statement instanceof Stmt.Not s) {
      to.set("block", block(s.block()));
      return "NotStmt";
    } else if (statement instanceof Stmt.NotEqual s) {
      set(set(to, "a", s.a()), "b", s.b());
      return "NotEqualStmt";
    } else if (statement instanceof Stmt.ObjectInsert s) {
      set(set(to, "key", s.key()), "value", s.value()).put("object", s.object());
      return "ObjectInsertStmt";
    } else if (statement instanceof Stmt.ObjectInsertOnce s) {
      set(set(to, "key", s.key()), "value", s.value()).put("object", s.object());
      return "ObjectInsertOnceStmt";
    } else if (statement instanceof Stmt.ObjectMerge s) {
      to.put("a", s.a()).put("b", s.b()).put("target", s.target());
      return "ObjectMergeStmt";
    } else if (statement instanceof Stmt.ResetLocal s) {
      to.put("target", s.target());
      return "ResetLocalStmt";
    } else if (statement instanceof Stmt.ResultSetAdd s) {
      to.put("value", s.value());
      return "ResultSetAddStmt";
    } else if (statement instanceof Stmt.ReturnLocal s) {
      to.put("source", s.source());
      return "ReturnLocalStmt";
    } else if (statement instanceof Stmt.Scan s) {
      to.put("source", s.source()).put("key", s.key()).put("value", s.value());
      to.set("block", block(s.block()));
      return "ScanStmt";
    } else if (statement instanceof Stmt.SetAdd s) {
      set(to, "value", s.value()).put("set", s.set());
      return "SetAddStmt";
    } else if (statement instanceof Stmt.WithStmt s) {
      to.put("local", s.local());
      list(to, "path", s.path(), ArrayNode::add);
      set(to, "value", s.value()).set("block", block(s.block()));
      return "WithStmt";
    }
    throw new IllegalArgumentException("a plan of OPA's has no such statement: " + statement);
  }

  private static ObjectNode set(ObjectNode to, String field, Operand operand) {
    to.set(field, operand(operand));
    return to;
  }

  private static void operand(ArrayNode array, Operand operand) {
    array.add(operand(operand));
  }

  private static JsonNode operand(Operand operand) {
    if (operand instanceof Operand.Local local) {
      return object().put("type", "local").put("value", local.index());
    } else if (operand instanceof Operand.StringIndex string) {
      return object().put("type", "string_index").put("value", string.index());
    }
    return object().put("type", "bool").put("value", ((Operand.Bool) operand).value());
  }

  private static <T> void list(
      ObjectNode to, String field, List<T> values, BiConsumer<ArrayNode, T> add) {
    ArrayNode array = to.putArray(field);
    values.forEach(value -> add.accept(array, value));
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
