package io.eunomia.archimedes.engine.builtins;

import io.eunomia.archimedes.engine.value.ArrayValue;
import io.eunomia.archimedes.engine.value.NumberValue;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.StringValue;
import io.eunomia.archimedes.engine.value.Value;
import java.util.List;

/** Takes arguments for what they should be; operands count from 1, as in the messages of OPA. */
final class Operands {
  private Operands() {}

  static String string(Value[] arguments, int index) throws BuiltinException {
    if (arguments[index] instanceof StringValue string) {
      return string.text();
    }
    throw BuiltinException.operand(index + 1, "string", arguments[index]);
  }

  static NumberValue number(Value[] arguments, int index) throws BuiltinException {
    if (arguments[index] instanceof NumberValue number) {
      return number;
    }
    throw BuiltinException.operand(index + 1, "number", arguments[index]);
  }

  /** An integer that fits 64 bits; of larger ones, the nearest that does. */
  static long integer(Value[] arguments, int index) throws BuiltinException {
    NumberValue number = number(arguments, index);
    // As in OPA, which goes by the spelling: 1e3 and 1.0 are no integers here.
    if (number.decimal().scale() != 0) {
      throw new BuiltinException(
          "operand " + (index + 1) + " must be integer number but got floating-point number");
    }
    if (number.fitsLong()) {
      return number.longValue();
    }
    return number.decimal().signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  static ObjectValue object(Value[] arguments, int index) throws BuiltinException {
    if (arguments[index] instanceof ObjectValue object) {
      return object;
    }
    throw BuiltinException.operand(index + 1, "object", arguments[index]);
  }

  static Value strings(List<String> texts) {
    return new ArrayValue(texts.stream().map(Value::of).toList());
  }
}
