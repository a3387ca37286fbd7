package io.eunomia.rego.planner;

import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The functions that a plan needs: each is named when it is first called, and planned once. */
final class Functions {
  /** What a function gives. */
  enum Kind {
    /** The document at a path. */
    DOCUMENT(""),
    /** A user's function. */
    FUNCTION("()"),
    /** An object of rules with variables in their heads, and of those below them. */
    EXTENT("[]");

    private final String suffix;

    Kind(String suffix) {
      this.suffix = suffix;
    }
  }

  /**
   * A function to be planned.
   *
   * @param parts of an extent, the numbers of the parts that are wanted
   */
  record Request(MockContext context, List<Term> path, Kind kind, List<Integer> parts) {}

  /** Each modifier can double what rules below it are compiled for. */
  private static final int MAX_MOCKED = 10_000;

  private final Map<Request, String> names = new LinkedHashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final Map<MockContext, Integer> contexts = new HashMap<>(Map.of(MockContext.NONE, 0));
  private final Queue<Request> queue = new ArrayDeque<>();
  private int mocked;

  /** The name of a function, which will be planned. */
  String name(Request request) {
    String known = names.get(request);
    if (known != null) {
      return known;
    }
    if (!request.context().equals(MockContext.NONE) && ++mocked > MAX_MOCKED) {
      throw new PlanLimitException(
          "too many combinations of `with` modifiers: more than "
              + MAX_MOCKED
              + " rules would have to be compiled for one of their own",
          null);
    }
    int generation = contexts.computeIfAbsent(request.context(), c -> contexts.size());
    StringBuilder name = new StringBuilder("g").append(generation).append(".data");
    request.path().forEach(step -> name.append('.').append(stepName(step)));
    String unique = name.append(request.kind().suffix).toString();
    while (!taken.add(unique)) {
      unique += "'";
    }
    names.put(request, unique);
    queue.add(request);
    return unique;
  }

  /** The path by which {@code CallDynamic} finds a function. */
  List<String> dynamicPath(Request request) {
    List<String> path = new ArrayList<>();
    path.add("g" + contexts.get(request.context()));
    request.path().forEach(step -> path.add(stepName(step)));
    return path;
  }

  /** The next function to plan, or null if none is left. */
  @Nullable Request next() {
    return queue.poll();
  }

  private static String stepName(Term step) {
    return step instanceof StringTerm s ? s.value() : step.toString();
  }
}
