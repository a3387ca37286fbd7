package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Block;
import io.eunomia.rego.ir.Func;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Policy;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Body;
import io.eunomia.rego.ir.flow.CallGraph;
import io.eunomia.rego.ir.flow.Effects;
import io.eunomia.rego.ir.flow.Node;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts rules and functions in the place of calls: small ones anywhere, larger ones where there is
 * but one call. What is remembered for the rest of an evaluation, or worked out ahead of it, stays
 * a function of its own, and so does what would say a conflict in other words.
 */
final class Inlining {
  /** Whoever walks a plan may recurse. */
  private static final int MAX_DEPTH = 150;

  /** Callers of more statements would be divided into functions again. */
  private static final int MAX_STATEMENTS = 200;

  /** A chain of calls is to be copied piece by piece, not all of it by each caller. */
  private static final int MAX_COPIED = 50;

  private final CallGraph calls;
  private final int small;

  /** Functions that are small enough, after what they call. */
  private final Map<String, Func> callees = new HashMap<>();

  private final Map<String, Integer> counts = new HashMap<>();

  private final Map<String, Optional<Inlinable>> inlinable = new HashMap<>();

  /** Functions that look at the input, or call one that does. */
  private final Set<String> ofInput = new HashSet<>();

  private Inlining(Policy policy, int small) {
    this.calls = new CallGraph(policy);
    this.small = small;
  }

  /** What is no larger than the call. */
  static Policy ofTheSmallest(Policy policy) {
    return new Inlining(policy, 3).apply(policy);
  }

  /** What does little more than a call. */
  static Policy ofSmall(Policy policy) {
    return new Inlining(policy, 24).apply(policy);
  }

  private Policy apply(Policy policy) {
    Map<String, Func> done = new HashMap<>();
    for (Func func : calls.bottomUp()) {
      boolean calls = Blocks.any(func.blocks(), this::mayBeInlined);
      Func larger = calls ? new Caller(func).apply() : func;
      done.put(func.name(), larger);
      if (Blocks.any(larger.blocks(), stmt -> looksAtInput(stmt, larger))) {
        ofInput.add(func.name());
      }
      int count = Blocks.count(larger.blocks(), MAX_COPIED);
      if (count < MAX_COPIED) {
        callees.put(func.name(), larger);
        counts.put(func.name(), count);
      }
    }
    List<Func> funcs = policy.funcs().stream().map(f -> done.getOrDefault(f.name(), f)).toList();
    return new Policy(policy.strings(), policy.builtins(), policy.files(), policy.plans(), funcs);
  }

  private boolean mayBeInlined(Stmt stmt) {
    return stmt instanceof Stmt.Call call && callees.containsKey(call.func());
  }

  private boolean looksAtInput(Stmt stmt, Func func) {
    int input = func.params().get(0);
    int reads = Collections.frequency(Effects.of(stmt).reads(), input);
    boolean passesOn =
        stmt instanceof Stmt.Call call
            && calls.isPlanned(call.func())
            && !ofInput.contains(call.func())
            && call.args().get(0).equals(Operand.local(input));
    return reads > (passesOn ? 1 : 0);
  }

  /** What a function is in its callers' place; null if it cannot stand there. */
  private @Nullable Inlinable find(String name) {
    Func func = callees.get(name);
    return func == null
        ? null
        : inlinable.computeIfAbsent(name, unused -> Inlinable.of(func)).orElse(null);
  }

  private static boolean isRule(Func func) {
    return func.params().size() == 2;
  }

  /** A function whose calls are looked at. */
  private final class Caller extends NodeRewriter {
    private final Func func;
    private final Body body;
    private int statements;
    private int locals;
    private boolean changed;

    Caller(Func func) {
      this.func = func;
      body = new Body(func.params(), func.blocks());
      statements = Weight.statements(body);
      locals = body.firstFree();
    }

    Func apply() {
      List<Block> blocks = blocks(body.blocks);
      return BodyPass.withBlocks(func, changed ? blocks : func.blocks());
    }

    @Override
    void add(Node node, List<Stmt> to) {
      if (node.stmt instanceof Stmt.Call call) {
        Inlinable callee = mayFit(call.func()) ? find(call.func()) : null;
        if (callee != null
            && callee.takes(call.args().size())
            && passesDocumentsOn(call)
            && fits(callee, node, call.func())) {
          to.addAll(callee.inPlaceOf(call, () -> locals++));
          statements += callee.statements;
          changed = true;
          return;
        }
      }
      super.add(node, to);
    }

    /** Whether it is worth to look at a function. */
    private boolean mayFit(String name) {
      return statements + counts.getOrDefault(name, MAX_STATEMENTS) <= MAX_STATEMENTS;
    }

    /** Only what input and data are to the caller can be what they are to the callee. */
    private boolean passesDocumentsOn(Stmt.Call call) {
      return call.args().size() >= 2
          && func.params().size() >= 2
          && call.args().get(0).equals(Operand.local(func.params().get(0)))
          && call.args().get(1).equals(Operand.local(func.params().get(1)));
    }

    private boolean fits(Inlinable callee, Node site, String name) {
      if ((callee.saysItsKind && callee.isRule() != isRule(func))
          || Weight.depth(site) + callee.depth > MAX_DEPTH) {
        return false;
      }
      boolean once = calls.isCalledOnce(name);
      if (callee.isRule() && !callee.trivial) {
        // One of data alone may be worked out ahead of evaluations.
        return once && isRule(func) && !site.inLoop() && ofInput.contains(name);
      }
      return once || callee.weight <= small;
    }
  }
}
