package io.eunomia.rego.ir;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** JSON to plan, whose numbers all mean something: no index is out of range. */
final class PlanReader {
  private final List<String> strings;
  private final List<String> files;
  private final Map<String, Integer> arities = new HashMap<>();
  private boolean inFunction;

  private PlanReader(List<String> strings, List<String> files) {
    this.strings = strings;
    this.files = files;
  }

  static Policy policy(PlanNode node) {
    PlanNode constants = node.get("static");
    PlanReader reader =
        new PlanReader(
            constants.get("strings").list(PlanReader::value),
            constants.get("files").list(PlanReader::value));
    return reader.policy(constants, node.get("plans").get("plans"), node.get("funcs").get("funcs"));
  }

  private Policy policy(PlanNode constants, PlanNode plans, PlanNode funcs) {
    for (PlanNode func : funcs.list(node -> node)) {
      arities.put(func.get("name").text(), func.get("params").list(node -> node).size());
    }
    List<BuiltinDecl> builtins = constants.get("builtin_funcs").list(PlanReader::builtin);
    List<Plan> read = plans.list(this::plan);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < read.size(); i++) {
      if (!names.add(read.get(i).name())) {
        throw new PlanFormatException(
            plans.pointer() + "/" + i, "there is a plan \"" + read.get(i).name() + "\" already");
      }
    }
    inFunction = true;
    return new Policy(strings, builtins, files, read, funcs.list(this::func));
  }

  private static String value(PlanNode node) {
    return node.get("value").text();
  }

  private static BuiltinDecl builtin(PlanNode node) {
    JsonNode type = node.get("decl").tree();
    return new BuiltinDecl(node.get("name").text(), type.path("args").size(), type.toString());
  }

  private Plan plan(PlanNode node) {
    return new Plan(node.get("name").text(), node.get("blocks").list(this::block));
  }

  private Func func(PlanNode node) {
    return new Func(
        node.get("name").text(),
        node.get("path").list(PlanNode::text),
        node.get("params").list(PlanReader::local),
        number(node, "return"),
        node.get("blocks").list(this::block));
  }

  private Block block(PlanNode node) {
    return new Block(node.get("stmts").list(this::statement));
  }

  private Stmt statement(PlanNode node) {
    String type = node.get("type").text();
    PlanNode s = node.get("stmt");
    Location at =
        new Location(
            index(s.get("file"), files.size()), s.get("row").integer(), s.get("col").integer());
    return switch (type) {
      case "ArrayAppendStmt" -> new Stmt.ArrayAppend(operand(s, "value"), number(s, "array"), at);
      case "AssignIntStmt" ->
          new Stmt.AssignInt(s.get("value").longInteger(), number(s, "target"), at);
      case "AssignVarStmt" -> new Stmt.AssignVar(operand(s, "source"), number(s, "target"), at);
      case "AssignVarOnceStmt" ->
          new Stmt.AssignVarOnce(operand(s, "source"), number(s, "target"), at);
      case "BlockStmt" -> new Stmt.BlockStmt(s.get("blocks").list(this::block), at);
      case "BreakStmt" -> new Stmt.Break(number(s, "index"), at);
      case "CallStmt" -> call(s, at);
      case "CallDynamicStmt" ->
          new Stmt.CallDynamic(
              s.get("args").list(PlanReader::local), operands(s, "path"), number(s, "result"), at);
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
          new Stmt.MakeNumberRef(index(s.get("Index"), strings.size()), number(s, "target"), at);
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
      case "ResultSetAddStmt" -> new Stmt.ResultSetAdd(inPlace(node, false, s, "value"), at);
      case "ReturnLocalStmt" -> new Stmt.ReturnLocal(inPlace(node, true, s, "source"), at);
      case "ScanStmt" ->
          new Stmt.Scan(
              number(s, "source"), number(s, "key"), number(s, "value"), block(s.get("block")), at);
      case "SetAddStmt" -> new Stmt.SetAdd(operand(s, "value"), number(s, "set"), at);
      case "WithStmt" ->
          new Stmt.WithStmt(
              number(s, "local"),
              s.get("path").list(path -> index(path, strings.size())),
              operand(s, "value"),
              block(s.get("block")),
              at);
      default ->
          throw new PlanFormatException(
              node.pointer() + "/type", "no statement is called \"" + type + "\"");
    };
  }

  private Stmt call(PlanNode statement, Location at) {
    String func = statement.get("func").text();
    List<Operand> args = operands(statement, "args");
    int arity = arities.getOrDefault(func, args.size());
    if (arity != args.size()) {
      throw new PlanFormatException(
          statement.pointer(),
          func + " takes " + arity + " arguments, but is given " + args.size());
    }
    return new Stmt.Call(func, args, number(statement, "result"), at);
  }

  private int inPlace(PlanNode node, boolean function, PlanNode statement, String field) {
    if (inFunction != function) {
      throw new PlanFormatException(
          node.pointer(), "cannot stand in a " + (function ? "plan" : "function"));
    }
    return number(statement, field);
  }

  private static int number(PlanNode node, String field) {
    return local(node.get(field));
  }

  private static int local(PlanNode node) {
    return index(node, Integer.MAX_VALUE);
  }

  private static int index(PlanNode node, int end) {
    int index = node.integer();
    if (index < 0 || index >= end) {
      throw new PlanFormatException(node.pointer(), "is out of range: " + index);
    }
    return index;
  }

  private List<Operand> operands(PlanNode statement, String field) {
    return statement.get(field).list(this::operand);
  }

  private Operand operand(PlanNode statement, String field) {
    return operand(statement.get(field));
  }

  private Operand operand(PlanNode node) {
    String type = node.get("type").text();
    PlanNode value = node.get("value");
    return switch (type) {
      case "local" -> new Operand.Local(local(value));
      case "string_index" -> new Operand.StringIndex(index(value, strings.size()));
      case "bool" -> new Operand.Bool(value.bool());
      default ->
          throw new PlanFormatException(
              node.pointer() + "/type", "no operand is called \"" + type + "\"");
    };
  }
}
