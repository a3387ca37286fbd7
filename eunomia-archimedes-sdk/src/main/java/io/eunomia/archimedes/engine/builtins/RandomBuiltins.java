package io.eunomia.archimedes.engine.builtins;

import io.eunomia.archimedes.engine.value.NumberValue;
import io.eunomia.archimedes.engine.value.Value;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** {@code rand.intn} and {@code uuid.rfc4122}: random, but the same within an evaluation. */
final class RandomBuiltins {
  private RandomBuiltins() {}

  static void register(BuiltinRegistry.Builder builtins) {
    builtins.add("rand.intn", RandomBuiltins::intn).add("uuid.rfc4122", RandomBuiltins::uuid);
  }

  private static Value intn(BuiltinContext context, Value... arguments) throws BuiltinException {
    String key = Operands.string(arguments, 0);
    NumberValue number = Operands.number(arguments, 1);
    if (!number.fitsLong()) {
      throw new BuiltinException("operand 2 must be integer number");
    }
    long n = Math.abs(number.longValue());
    return n <= 0
        ? Value.of(0)
        : context.draw(List.of("rand.intn", key, n), random -> Value.of(random.nextLong(n)));
  }

  private static Value uuid(BuiltinContext context, Value... arguments) throws BuiltinException {
    String key = Operands.string(arguments, 0);
    return context.draw(List.of("uuid.rfc4122", key), RandomBuiltins::version4);
  }

  private static Value version4(SplittableRandom random) {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & ~(3L << 62)) | (2L << 62);
    return Value.of(new UUID(high, low).toString());
  }
}
