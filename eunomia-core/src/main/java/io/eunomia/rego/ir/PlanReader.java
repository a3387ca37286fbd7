package io.eunomia.rego.ir;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** JSON to plan. */
final class PlanReader {
  private PlanReader() {}

  static Policy policy(PlanNode node) {
    PlanNode constants = node.get("static");
    return new Policy(
        constants.get("strings").list(PlanReader::value),
        constants.get("builtin_funcs").list(PlanReader::builtin),
        constants.get("files").list(PlanReader::value),
        node.get("plans").get("plans").list(PlanReader::plan),
        node.get("funcs").get("funcs").list(PlanReader::func));
  }

  private static String value(PlanNode node) {
    return node.get("value").text();
  }

  private static BuiltinDecl builtin(PlanNode node) {
    JsonNode type = node.get("decl").tree();
    return new BuiltinDecl(node.get("name").text(), type.path("args").size(), type.toString());
  }

  private static Plan plan(PlanNode node) {
    return new Plan(node.get("name").text(), node.get("blocks").list(PlanReader::block));
  }

  private static Func func(PlanNode node) {
    return new Func(
        node.get("name").text(),
        node.get("path").list(PlanNode::text),
        node.get("params").list(PlanNode::integer),
        node.get("return").integer(),
        node.get("blocks").list(PlanReader::block));
  }

  private static Block block(PlanNode node) {
    return new Block(node.get("stmts").list(PlanReader::statement));
  }

  private static Stmt statement(PlanNode node) {
    String type = node.get("type").text();
    PlanNode s = node.get("stmt");
    Location at =
        new Location(s.get("file").integer(), s.get("row").integer(), s.get("col").integer());
    return switch (type) {
      case "ArrayAppendStmt" -> new Stmt.ArrayAppend(operand(s, "value"), number(s, "array"), at);
      case "AssignIntStmt" ->
          new Stmt.AssignInt(s.get("value").longInteger(), number(s, "target"), at);
      case "AssignVarStmt" -> new Stmt.AssignVar(operand(s, "source"), number(s, "target"), at);
      case "AssignVarOnceStmt" ->
          new Stmt.AssignVarOnce(operand(s, "source"), number(s, "target"), at);
      case "BlockStmt" -> new Stmt.BlockStmt(s.get("blocks").list(PlanReader::block), at);
      case "BreakStmt" -> new Stmt.Break(number(s, "index"), at);
      case "CallStmt" ->
          new Stmt.Call(s.get("func").text(), operands(s, "args"), number(s, "result"), at);
      case "CallDynamicStmt" ->
          new Stmt.CallDynamic(numbers(s, "args"), operands(s, "path"), number(s, "result"), at);
      case "DotStmt" ->
          new Stmt.Dot(operand(s, "source"), operand(s, "key"), number(s, "target"), at);
      case "EqualStmt" -> new Stmt.Equal(operand(s, "a"), operand(s, "b"), at);
      case "IsArrayStmt" -> new Stmt.IsArray(operand(s, "source"), at);
      case "IsDefinedStmt" -> new Stmt.IsDefined(number(s, "source"), at);
      case "IsObjectStmt" -> new Stmt.IsObject(operand(s, "source"), at);
      case "IsSetStmt" -> new Stmt.IsSet(operand(s, "source"), at);
      case "IsUndefinedStmt" -> new Stmt.IsUndefined(number(s, "source"), at);
      case "LenStmt" -> new Stmt.Len(operand(s, "source"), number(s, "target"), at);
      case "MakeArrayStmt" -> new Stmt.MakeArray(number(s, "capacity"), number(s, "target"), at);
      case "MakeNullStmt" -> new Stmt.MakeNull(number(s, "target"), at);
      case "MakeNumberIntStmt" ->
          new Stmt.MakeNumberInt(s.get("value").longInteger(), number(s, "target"), at);
      case "MakeNumberRefStmt" ->
          new Stmt.MakeNumberRef(number(s, "Index"), number(s, "target"), at);
      case "MakeObjectStmt" -> new Stmt.MakeObject(number(s, "target"), at);
      case "MakeSetStmt" -> new Stmt.MakeSet(number(s, "target"), at);
      case "NopStmt" -> new Stmt.Nop(at);
      case "NotStmt" -> new Stmt.Not(block(s.get("block")), at);
      case "NotEqualStmt" -> new Stmt.NotEqual(operand(s, "a"), operand(s, "b"), at);
      case "ObjectInsertStmt" ->
          new Stmt.ObjectInsert(operand(s, "key"), operand(s, "value"), number(s, "object"), at);
      case "ObjectInsertOnceStmt" ->
          new Stmt.ObjectInsertOnce(
              operand(s, "key"), operand(s, "value"), number(s, "object"), at);
      case "ObjectMergeStmt" ->
          new Stmt.ObjectMerge(number(s, "a"), number(s, "b"), number(s, "target"), at);
      case "ResetLocalStmt" -> new Stmt.ResetLocal(number(s, "target"), at);
      case "ResultSetAddStmt" -> new Stmt.ResultSetAdd(number(s, "value"), at);
      case "ReturnLocalStmt" -> new Stmt.ReturnLocal(number(s, "source"), at);
      case "ScanStmt" ->
          new Stmt.Scan(
              number(s, "source"), number(s, "key"), number(s, "value"), block(s.get("block")), at);
      case "SetAddStmt" -> new Stmt.SetAdd(operand(s, "value"), number(s, "set"), at);
      case "WithStmt" ->
          new Stmt.WithStmt(
              number(s, "local"),
              numbers(s, "path"),
              operand(s, "value"),
              block(s.get("block")),
              at);
      default ->
          throw new PlanFormatException(
              node.pointer() + "/type", "no statement is called \"" + type + "\"");
    };
  }

  private static int number(PlanNode statement, String field) {
    return statement.get(field).integer();
  }

  private static List<Integer> numbers(PlanNode statement, String field) {
    return statement.get(field).list(PlanNode::integer);
  }

  private static List<Operand> operands(PlanNode statement, String field) {
    return statement.get(field).list(PlanReader::operand);
  }

  private static Operand operand(PlanNode statement, String field) {
    return operand(statement.get(field));
  }

  private static Operand operand(PlanNode node) {
    String type = node.get("type").text();
    PlanNode value = node.get("value");
    return switch (type) {
      case "local" -> new Operand.Local(value.integer());
      case "string_index" -> new Operand.StringIndex(value.integer());
      case "bool" -> new Operand.Bool(value.bool());
      default ->
          throw new PlanFormatException(
              node.pointer() + "/type", "no operand is called \"" + type + "\"");
    };
  }
}
