package io.eunomia.rego.ir;

/**
 * Where a statement comes from.
 *
 * @param file an index into {@link Policy#files()}
 * @param row the line, from 1; 0 if there is none
 * @param col the column, from 1
 */
public record Location(int file, int row, int col) {
  /** For what comes from nowhere. */
  public static final Location NONE = new Location(0, 0, 0);
}
