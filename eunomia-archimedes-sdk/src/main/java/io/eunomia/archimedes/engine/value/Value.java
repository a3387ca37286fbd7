package io.eunomia.archimedes.engine.value;

/**
 * A value as host builtins see it: immutable, with Rego's equality (numbers by value, sets without
 * order). Undefined is no value: where it can occur, {@code null} stands for it.
 */
public sealed interface Value
    permits NullValue, BooleanValue, NumberValue, StringValue, ArrayValue, ObjectValue, SetValue {

  /** What Rego's {@code type_name} calls it: {@code null}, {@code boolean}, {@code number}, … */
  String typeName();

  /** A number. */
  static Value of(long number) {
    return NumberValue.of(number);
  }

  /** A string. */
  static Value of(String text) {
    return new StringValue(text);
  }

  /** A boolean. */
  static Value of(boolean value) {
    return value ? BooleanValue.TRUE : BooleanValue.FALSE;
  }
}
