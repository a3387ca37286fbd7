package io.eunomia.rego.ir;

import java.util.List;

/**
 * Says by one value which blocks of a {@link Stmt.Dispatch} may be left out.
 *
 * @param kind how the value and the keys of the cases are compared
 * @param source the local that the path begins at
 * @param path constant strings that lead from the local to the value; none if it is the local's own
 * @param cases with unequal keys
 */
public record Selector(Kind kind, int source, List<Integer> path, List<Case> cases) {
  /** How a value selects a case. */
  public enum Kind {
    /** By being equal to the key: null, a boolean, a number or a string. */
    EQUAL,
    /**
     * By being a string that the key, a string, begins. Whatever is no string selects all cases.
     */
    PREFIX
  }

  /** Copies the lists. */
  public Selector {
    path = List.copyOf(path);
    cases = List.copyOf(cases);
  }

  /**
   * What a value may be.
   *
   * @param key a constant, or a local that holds one
   * @param blocks the numbers of the blocks that it selects, ascending
   */
  public record Case(Operand key, List<Integer> blocks) {
    /** Copies the list. */
    public Case {
      blocks = List.copyOf(blocks);
    }
  }
}
