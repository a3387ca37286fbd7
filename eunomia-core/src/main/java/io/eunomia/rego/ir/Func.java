package io.eunomia.rego.ir;

import java.util.List;

/**
 * A planned rule or function.
 *
 * @param name unique, such as {@code g0.data.users.allow}
 * @param path where {@link Stmt.CallDynamic} finds it: {@code [g0, users, allow]}
 * @param params the locals of its parameters: input, data, then its own
 * @param returns the local that is returned
 * @param blocks run in order
 */
public record Func(
    String name, List<String> path, List<Integer> params, int returns, List<Block> blocks) {
  public Func {
    path = List.copyOf(path);
    params = List.copyOf(params);
    blocks = List.copyOf(blocks);
  }
}
