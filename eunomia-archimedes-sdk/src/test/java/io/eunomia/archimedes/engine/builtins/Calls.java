package io.eunomia.archimedes.engine.builtins;

import io.eunomia.archimedes.engine.value.TermText;
import io.eunomia.archimedes.engine.value.Value;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;

/** Calls builtins with terms. */
final class Calls {
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

  private final BuiltinRegistry builtins;
  private final BuiltinContext context;

  Calls() {
    this(NOW);
  }

  Calls(Instant now) {
    this(BuiltinRegistry.standard(), Clock.fixed(now, ZoneOffset.UTC));
  }

  Calls(BuiltinRegistry builtins) {
    this(builtins, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  Calls(BuiltinRegistry builtins, Clock clock) {
    this.builtins = builtins;
    context = new BuiltinContext(clock);
  }

  /** A text as a term. */
  static String text(String text) {
    return TermText.write(Value.of(text));
  }

  BuiltinContext context() {
    return context;
  }

  /** The result as a value; fails if it is undefined. */
  Value value(String name, String... terms) throws BuiltinException {
    Builtin builtin = builtins.find(name);
    if (builtin == null) {
      throw new AssertionError("there is no builtin " + name);
    }
    Value result =
        builtin.call(context, Arrays.stream(terms).map(TermText::read).toArray(Value[]::new));
    if (result == null) {
      throw new AssertionError(name + " is undefined");
    }
    return result;
  }

  /** The result as a term. */
  String call(String name, String... terms) throws BuiltinException {
    return TermText.write(value(name, terms));
  }

  /** The message of the error that the call ends with. */
  String error(String name, String... terms) {
    try {
      return "no error but " + call(name, terms);
    } catch (BuiltinException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
