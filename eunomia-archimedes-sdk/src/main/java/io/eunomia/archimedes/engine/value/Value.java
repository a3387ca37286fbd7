package io.eunomia.archimedes.engine.value;

/**
 * A value as host builtins see it: one of the seven kinds that Rego has. Immutable all the way down
 * and thread-safe; {@code equals} and {@code hashCode} are Rego's equality, in which numbers are
 * equal by value, {@code 1} and {@code 1.0} too, and sets and objects whatever their order.
 * Undefined is no value: where it can occur, Java's {@code null} stands for it, and never inside a
 * value.
 *
 * <p>Take a value for what it is with {@code instanceof}: {@code if (value instanceof StringValue
 * string) … string.text()}. {@link ValueOrder} is Rego's order of values, {@link TermText} their
 * text, {@link JsonTree} makes trees of Jackson's of them and back.
 */
public sealed interface Value
    permits NullValue, BooleanValue, NumberValue, StringValue, ArrayValue, ObjectValue, SetValue {

  /** What Rego's {@code type_name} calls it: {@code null}, {@code boolean}, {@code number}, … */
  String typeName();

  /** A whole number; {@link NumberValue#of} and its constructor make others. */
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
