package io.eunomia.wasm.codegen;

import java.util.List;

/** A value that is known when the policy is compiled. Equal constants are one datum. */
sealed interface Constant extends Comparable<Constant> {
  /** Null. */
  record Null() implements Constant {}

  /** True or false. */
  record Bool(boolean value) implements Constant {}

  /** A number as it was written. */
  record Num(String text) implements Constant {
    static Num of(long value) {
      return new Num(Long.toString(value));
    }
  }

  /** A string. */
  record Str(String value) implements Constant {}

  /** An array. */
  record Arr(List<Constant> elements) implements Constant {
    public Arr {
      elements = List.copyOf(elements);
    }
  }

  /** An object: entries in the order of their keys, which are unequal. */
  record Obj(List<Entry> entries) implements Constant {
    public Obj {
      entries = List.copyOf(entries);
    }
  }

  /** A set: elements in order, unequal. */
  record SetOf(List<Constant> elements) implements Constant {
    public SetOf {
      elements = List.copyOf(elements);
    }
  }

  /** A key and its value. */
  record Entry(Constant key, Constant value) {}

  /** Rego's order: numbers by value, however they are written. */
  @Override
  default int compareTo(Constant other) {
    return ConstantOrder.compare(this, other);
  }
}
