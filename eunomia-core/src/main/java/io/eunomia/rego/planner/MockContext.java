package io.eunomia.rego.planner;

import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Term;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code with} has changed for the functions that are called inside it, as far as it is known
 * when planning: a function is planned once per context it is called in.
 *
 * @param hidden paths from {@code data} whose rules are replaced by values
 * @param functions functions and builtins that are replaced, by dotted name
 * @param captured how many replacement values are passed along as extra arguments
 */
record MockContext(Set<List<Term>> hidden, Map<String, Mock> functions, int captured) {
  static final MockContext NONE = new MockContext(Set.of(), Map.of(), 0);

  /** What is called instead. */
  sealed interface Mock {}

  /** Another function or builtin. */
  record ByFunction(Ref function) implements Mock {}

  /** A value, in the extra argument of the given number. */
  record ByValue(int captured) implements Mock {}

  MockContext {
    hidden = Set.copyOf(hidden);
    functions = Map.copyOf(functions);
  }

  MockContext hide(List<Term> path) {
    Set<List<Term>> more = new HashSet<>(hidden);
    more.add(List.copyOf(path));
    return new MockContext(more, functions, captured);
  }

  MockContext replace(String function, Ref by) {
    return with(function, new ByFunction(by), captured);
  }

  MockContext replaceByValue(String function) {
    return with(function, new ByValue(captured), captured + 1);
  }

  private MockContext with(String function, Mock mock, int newCaptured) {
    Map<String, Mock> more = new HashMap<>(functions);
    more.put(function, mock);
    return new MockContext(hidden, more, newCaptured);
  }

  /** The context inside a replacement function, where no function is replaced any more. */
  MockContext withoutFunctions() {
    return new MockContext(hidden, Map.of(), 0);
  }

  @Nullable Mock mock(String function) {
    return functions.get(function);
  }

  boolean hides(List<Term> path) {
    return hidden.contains(path);
  }
}
