package io.eunomia.rego.ir;

/** What a statement reads. */
public sealed interface Operand permits Operand.Local, Operand.StringIndex, Operand.Bool {
  /** A local's value; undefined if it has none. */
  record Local(int index) implements Operand {}

  /** A constant string. */
  record StringIndex(int index) implements Operand {}

  /** A constant boolean. */
  record Bool(boolean value) implements Operand {}

  /** The local of the given number. */
  static Local local(int index) {
    return new Local(index);
  }
}
