package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Block;
import io.eunomia.rego.ir.BuiltinDecl;
import io.eunomia.rego.ir.Func;
import io.eunomia.rego.ir.Location;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Policy;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Body;
import io.eunomia.rego.ir.flow.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/**
 * Gives scans that look for elements with a certain key only those elements to look at: {@code some
 * x in data.items; x.owner == input.user} asks an index for the user's items, and looks at all of
 * them as before if there is no index. What is done with an element stays as it is, the comparison
 * too; an index only says which elements would certainly not pass it.
 */
final class JoinIndexes {
  private final IndexFunctions indexes = new IndexFunctions();
  private final List<String> strings;
  private final Set<String> rules;

  private JoinIndexes(Policy policy) {
    strings = new ArrayList<>(policy.strings());
    rules =
        policy.funcs().stream()
            .filter(func -> func.params().size() == 2)
            .map(Func::name)
            .collect(Collectors.toSet());
  }

  /** The policy with indexes for its scans. */
  static Policy apply(Policy policy) {
    JoinIndexes joins = new JoinIndexes(policy);
    List<Func> funcs = new ArrayList<>();
    policy.funcs().forEach(func -> funcs.add(joins.function(func)));
    if (joins.indexes.all().isEmpty()) {
      return policy;
    }
    funcs.addAll(joins.indexes.all());
    return new Policy(joins.strings, policy.builtins(), policy.files(), policy.plans(), funcs);
  }

  private Func function(Func func) {
    Body body = new Body(func.params(), func.blocks());
    int[] next = {Math.max(body.firstFree(), func.returns() + 1)};
    IntSupplier newLocal = () -> next[0]++;
    Join.Finder finder = new Join.Finder(body, rules, indexes, newLocal);
    List<Block> blocks = body.blocks.stream().map(block -> block(block, finder, newLocal)).toList();
    return BodyPass.withBlocks(func, blocks);
  }

  private Block block(Node.Sequence block, Join.Finder finder, IntSupplier newLocal) {
    List<Stmt> result = new ArrayList<>();
    for (Node node : block.nodes) {
      Join join = finder.find(node);
      List<Block> blocks =
          node.blocks.stream().map(inner -> block(inner, finder, newLocal)).toList();
      Stmt stmt = NodeRewriter.withBlocks(node.stmt, blocks);
      if (join != null && stmt instanceof Stmt.Scan scan) {
        result.addAll(narrowed(scan, join, newLocal));
      } else {
        result.add(stmt);
      }
    }
    return new Block(result);
  }

  private List<Stmt> narrowed(Stmt.Scan scan, Join join, IntSupplier newLocal) {
    Location at = scan.location();
    int collection = newLocal.getAsInt();
    int index = newLocal.getAsInt();
    int none = newLocal.getAsInt();
    int group = newLocal.getAsInt();
    List<Stmt> look = new ArrayList<>();
    look.add(index(join, index, at));
    look.add(new Stmt.MakeArray(0, none, at));
    look.add(new Stmt.AssignVar(Operand.local(none), collection, at));
    look.addAll(join.toWanted());
    look.add(new Stmt.Dot(Operand.local(index), join.wanted(), group, at));
    look.add(new Stmt.AssignVar(Operand.local(group), collection, at));
    Block all =
        new Block(
            List.of(
                new Stmt.IsUndefined(collection, at),
                new Stmt.AssignVar(Operand.local(scan.source()), collection, at)));
    return List.of(
        new Stmt.ResetLocal(collection, at),
        new Stmt.BlockStmt(List.of(new Block(look), all), at),
        new Stmt.Scan(collection, scan.key(), scan.value(), scan.block(), at));
  }

  private Stmt index(Join join, int target, Location at) {
    Operand input = Operand.local(join.input());
    Operand data = Operand.local(join.data());
    return join.perEvaluation()
        ? new Stmt.Call(join.function(), List.of(input, data), target, at)
        : new Stmt.Call(BuiltinDecl.PREPARED, List.of(string(join.function()), data), target, at);
  }

  private Operand string(String text) {
    int index = strings.indexOf(text);
    if (index < 0) {
      index = strings.size();
      strings.add(text);
    }
    return new Operand.StringIndex(index);
  }
}
