package io.eunomia.archimedes.engine.builtins;

import io.eunomia.archimedes.engine.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A builtin that is not deterministic by itself: within an evaluation it is called once for the
 * same arguments, and what came of that, an error too, is what all such calls come to.
 *
 * @param name its Rego name
 * @param builtin the builtin
 */
record OncePerEvaluation(String name, Builtin builtin) implements Builtin {
  @Override
  public @Nullable Value call(BuiltinContext context, Value... arguments) throws BuiltinException {
    Call call = new Call(name, List.of(arguments));
    return context.draw(call, random -> outcome(context, arguments)).get();
  }

  private Outcome outcome(BuiltinContext context, Value... arguments) {
    try {
      return new Outcome(builtin.call(context, arguments), null);
    } catch (BuiltinException e) {
      return new Outcome(null, e);
    }
  }

  private record Call(String name, List<Value> arguments) {}

  private record Outcome(@Nullable Value value, @Nullable BuiltinException error) {
    @Nullable Value get() throws BuiltinException {
      if (error != null) {
        throw error;
      }
      return value;
    }
  }
}
