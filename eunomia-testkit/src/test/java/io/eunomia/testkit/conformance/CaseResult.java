package io.eunomia.testkit.conformance;

import io.eunomia.testkit.conformance.Verdict.Outcome;
import java.util.List;
import java.util.Map;

/**
 * What became of a case.
 *
 * @param verdict of all: it failed if it did on one engine, and passed if it did on those that have
 *     what it needs
 * @param byEngine of each engine that was asked; empty if the compiler decided
 */
record CaseResult(Verdict verdict, Map<String, Verdict> byEngine) {
  private static final List<Outcome> WORST_FIRST =
      List.of(Outcome.FAILED, Outcome.KNOWN, Outcome.PASSED, Outcome.UNSUPPORTED);

  static CaseResult of(Verdict decided) {
    return new CaseResult(decided, Map.of());
  }

  static CaseResult of(Map<String, Verdict> byEngine) {
    for (Outcome outcome : WORST_FIRST) {
      for (Map.Entry<String, Verdict> engine : byEngine.entrySet()) {
        Verdict verdict = engine.getValue();
        if (verdict.outcome() == outcome) {
          String reason =
              outcome == Outcome.FAILED
                  ? engine.getKey() + ": " + verdict.reason()
                  : verdict.reason();
          return new CaseResult(new Verdict(outcome, reason), byEngine);
        }
      }
    }
    throw new IllegalArgumentException("no engine was asked");
  }
}
