package io.eunomia.wasm.codegen;

import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Selector;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Node;
import io.eunomia.wasm.binary.FunctionBuilder;
import io.eunomia.wasm.binary.Label;
import io.eunomia.wasm.binary.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Makes code of a {@link Stmt.Dispatch}. Each selector looks its value up and gets a list of
 * blocks; the lists are gone through side by side, the lowest number first, so that blocks run in
 * their order. A number leads to its block by a switch, and by one in each function around it.
 */
final class DispatchCompiler {
  private final Emitter e;
  private final FunctionBuilder f;
  private final Unit unit;
  private final BodyFacts facts;
  private final Node node;
  private final Stmt.Dispatch stmt;
  private final List<Splitter.Part> parts;
  private final PartNumbers numbers;

  DispatchCompiler(Emitter emitter, Node node, Stmt.Dispatch stmt) {
    this.e = emitter;
    this.f = emitter.f;
    this.unit = emitter.compiler.unit;
    this.facts = emitter.compiler.facts;
    this.node = node;
    this.stmt = stmt;
    this.parts = emitter.compiler.splitter.partsOf(node);
    this.numbers = new PartNumbers(parts);
  }

  void compile() {
    List<Integer> cursors = cursors();
    int number = e.temporary();
    f.block(
        done ->
            f.loop(
                again -> {
                  next(cursors, number);
                  f.get(number).i32(DispatchLists.END).op(Op.I32_EQ).brIf(done);
                  choose(e, parts, number, 0);
                  f.br(again);
                }));
  }

  /** Locals with the addresses of the lists that are to be gone through. */
  private List<Integer> cursors() {
    DispatchLists lists = new DispatchLists();
    String symbol = unit.newSymbol("lists");
    List<Integer> byBlock = node.blocks.stream().map(numbers::of).toList();
    List<Integer> cursors = new ArrayList<>();
    for (Selector selector : stmt.selectors()) {
      Constant table = lists.table(selector, this::constant, byBlock);
      unit.constants.push(f, table);
      value(selector);
      f.call(selector.kind() == Selector.Kind.EQUAL ? "rt_case" : "rt_prefix_case");
      f.address(symbol, 0).op(Op.I32_ADD);
      cursors.add(cursor());
    }
    List<Integer> others = unselected(byBlock);
    if (!others.isEmpty()) {
      f.address(symbol, lists.offsetOf(others));
      cursors.add(cursor());
    }
    unit.constants.add(lists.data(symbol));
    return cursors;
  }

  private int cursor() {
    int cursor = e.temporary();
    f.set(cursor);
    return cursor;
  }

  private Constant constant(Operand key) {
    Constant value = facts.constants.valueOf(key);
    if (value == null) {
      throw new CompileException("a case of a dispatch is no constant: " + key);
    }
    return value;
  }

  /** Leaves on the stack what is at the path of the selector; 0 if nothing is. */
  private void value(Selector selector) {
    List<String> path = selector.path().stream().map(unit.policy.strings()::get).toList();
    e.push(selector.source());
    if (facts.inputs.isPath(selector)) {
      f.call(unit.inputReader(path));
      return;
    }
    for (String key : path) {
      unit.constants.push(f, new Constant.Str(key));
      f.call("rt_get");
    }
  }

  /** The numbers of the blocks that no selector names: they are run whatever the values are. */
  private List<Integer> unselected(List<Integer> byBlock) {
    TreeSet<Integer> others = new TreeSet<>(byBlock);
    for (Selector selector : stmt.selectors()) {
      selector.cases().forEach(each -> each.blocks().forEach(b -> others.remove(byBlock.get(b))));
    }
    return List.copyOf(others);
  }

  /** Takes the lowest number from the lists that begin with it. */
  private void next(List<Integer> cursors, int number) {
    int first = cursors.get(0);
    f.get(first).load(Op.I32_LOAD, 0).set(number);
    if (cursors.size() == 1) {
      f.get(first).i32(4).op(Op.I32_ADD).set(first);
      return;
    }
    for (int cursor : cursors.subList(1, cursors.size())) {
      f.get(cursor).load(Op.I32_LOAD, 0).get(number);
      f.get(cursor).load(Op.I32_LOAD, 0).get(number).op(Op.I32_LT_U);
      f.op(Op.SELECT).set(number);
    }
    for (int cursor : cursors) {
      f.get(cursor);
      f.get(cursor).load(Op.I32_LOAD, 0).get(number).op(Op.I32_EQ).i32(2).op(Op.I32_SHL);
      f.op(Op.I32_ADD).set(cursor);
    }
  }

  /** Runs the one of the parts that the number leads to. */
  private void choose(Emitter in, List<Splitter.Part> among, int number, int level) {
    if (among.size() == 1) {
      part(in, among.get(0), number, level);
      return;
    }
    Label[] labels = new Label[among.size()];
    in.f.block(end -> cases(in, among, among.size() - 1, labels, end, number, level));
  }

  /** The switch, in the blocks at whose ends the parts up to the given one are. */
  private void cases(
      Emitter in,
      List<Splitter.Part> among,
      int last,
      Label[] labels,
      Label end,
      int number,
      int level) {
    if (last < 0) {
      in.f.get(number);
      if (numbers.shift(level) != 0) {
        in.f.i32(numbers.shift(level)).op(Op.I32_SHR_S);
      }
      if (numbers.mask(level) != -1) {
        in.f.i32(numbers.mask(level)).op(Op.I32_AND);
      }
      List<Label> all = List.of(labels);
      in.f.brTable(all.subList(0, all.size() - 1), all.get(all.size() - 1));
      return;
    }
    in.f.block(
        label -> {
          labels[last] = label;
          cases(in, among, last - 1, labels, end, number, level);
        });
    part(in, among.get(last), number, level);
    in.f.br(end);
  }

  private void part(Emitter in, Splitter.Part part, int number, int level) {
    if (part instanceof Splitter.Inline inline) {
      in.block(inline.block());
    } else if (part instanceof Splitter.Outlined outlined) {
      in.outline(
          outlined, number, (inner, same) -> choose(inner, outlined.parts(), same, level + 1));
    }
  }
}
