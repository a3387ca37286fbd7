package io.eunomia.rego.ir;

import java.util.List;

/**
 * An entrypoint.
 *
 * @param name slash-separated, without {@code data}: {@code users_service/authz/allow}
 * @param blocks run in order; local 0 is the input, local 1 is data
 */
public record Plan(String name, List<Block> blocks) {
  public Plan {
    blocks = List.copyOf(blocks);
  }
}
