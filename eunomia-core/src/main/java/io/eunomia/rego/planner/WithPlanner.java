package io.eunomia.rego.planner;

import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.With;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code with}: input and data are changed for the condition alone, so what follows it, which is
 * planned inside it, gets them back as they were; rules and functions that are replaced make a
 * {@link MockContext} of their own.
 */
final class WithPlanner {
  private final Frame frame;

  WithPlanner(Frame frame) {
    this.frame = frame;
  }

  /**
   * @param condition plans the condition, given what to plan where it holds
   * @param then what follows it, outside
   */
  void plan(List<With> withs, Consumer<Runnable> condition, Runnable then) {
    values(withs, new ArrayList<>(), values -> modified(withs, values, condition, then));
  }

  /** The replacement values, all taken before anything is changed; null for a function. */
  private void values(
      List<With> withs, List<@Nullable Operand> values, Consumer<List<@Nullable Operand>> then) {
    if (values.size() == withs.size()) {
      then.accept(values);
      return;
    }
    With with = withs.get(values.size());
    if (replacesByFunction(with)) {
      values.add(null);
      values(withs, values, then);
    } else if (with.value() instanceof Ref ref) {
      frame.refs.plan(
          ref,
          value -> {
            values.add(value);
            values(withs, values, then);
          });
    } else {
      values.add(frame.terms.plan(with.value()));
      values(withs, values, then);
    }
  }

  private boolean replacesByFunction(With with) {
    return frame.data.isFunction(with.target())
        && with.value() instanceof Ref ref
        && frame.data.isFunction(ref);
  }

  private void modified(
      List<With> withs,
      List<@Nullable Operand> values,
      Consumer<Runnable> condition,
      Runnable then) {
    if (withs.stream().anyMatch(this::isBadPath)) {
      frame.out.abort("eval_conflict_error", "bad document path");
      frame.out.fail();
      return;
    }
    MockContext outer = frame.context;
    List<Operand> outerCaptured = frame.captured;
    MockContext inner = outer;
    List<Operand> captured = new ArrayList<>(outerCaptured);
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < withs.size(); i++) {
      Ref target = withs.get(i).target();
      Operand value = values.get(i);
      if (value == null) {
        inner = inner.replace(target.dotted(), (Ref) withs.get(i).value());
      } else if (frame.data.isFunction(target)) {
        inner = inner.replaceByValue(target.dotted());
        captured.add(value);
      } else {
        boolean data = target.startsWith("data");
        if (data) {
          // What no rule is at cannot be hidden, and would make one more context.
          boolean rules = frame.rules.find(target.path()) != null;
          inner = rules ? inner.hide(target.path()) : inner;
        }
        changes.add(new Change(data ? Frame.DATA : Frame.INPUT, keys(target), value));
      }
    }
    MockContext innerContext = inner;
    Runnable content =
        () -> {
          frame.context = innerContext;
          frame.captured = captured;
          condition.accept(
              () -> {
                frame.context = outer;
                frame.captured = outerCaptured;
                restore(changes, then);
                frame.context = innerContext;
                frame.captured = captured;
              });
          frame.context = outer;
          frame.captured = outerCaptured;
        };
    save(changes);
    change(changes, 0, content);
  }

  /** Whether a document is to be replaced at what is no path of strings, which OPA cannot do. */
  private boolean isBadPath(With with) {
    return !frame.data.isFunction(with.target())
        && !with.target().path().stream().allMatch(StringTerm.class::isInstance);
  }

  private List<Integer> keys(Ref target) {
    return target.path().stream()
        .map(step -> frame.tables.stringIndex(((StringTerm) step).value()))
        .toList();
  }

  private void save(List<Change> changes) {
    Emitter out = frame.out;
    for (Change change : changes) {
      // The input may be undefined, and then it is that which is to be restored.
      out.reset(change.saved);
      out.attempt(
          () -> {
            out.add(new Stmt.IsDefined(change.local, out.location()));
            out.assign(Operand.local(change.local), change.saved);
          });
    }
  }

  private void change(List<Change> changes, int from, Runnable content) {
    if (from == changes.size()) {
      content.run();
      return;
    }
    Change change = changes.get(from);
    frame.out.with(
        change.local, change.path, change.value, () -> change(changes, from + 1, content));
  }

  private void restore(List<Change> changes, Runnable content) {
    Runnable wrapped = content;
    for (int local : changes.stream().map(c -> c.local).distinct().toList()) {
      Change first = changes.stream().filter(c -> c.local == local).findFirst().orElseThrow();
      Runnable inside = wrapped;
      wrapped = () -> frame.out.with(local, List.of(), Operand.local(first.saved), inside);
    }
    wrapped.run();
  }

  /** A change of input or data, and where the value before it is kept. */
  private final class Change {
    final int local;
    final List<Integer> path;
    final Operand value;
    final int saved = frame.out.newLocal();

    Change(int local, List<Integer> path, Operand value) {
      this.local = local;
      this.path = path;
      this.value = value;
    }
  }
}
