package io.eunomia.testkit.conformance;

import java.util.Map;

/** What compiling a case gives. */
sealed interface Compilation {
  /** The compiler alone decides the case: it refuses, as it should or should not. */
  record Decided(Verdict verdict) implements Compilation {}

  /** There is something to ask: by the way that an engine speaks with it. */
  record Askable(Map<Abi, Program> programs) implements Compilation {
    public Askable {
      programs = Map.copyOf(programs);
    }
  }
}
