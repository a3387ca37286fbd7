package io.eunomia.testkit.conformance;

import io.eunomia.testkit.conformance.Verdict.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Compiles cases once, and asks every engine. Thread-safe. */
final class Runner {
  private final List<Engine> engines;
  private final KnownDifferences known;

  /**
   * @param engines those that answer later come first, so that they work while the others do
   */
  Runner(List<Engine> engines, KnownDifferences known) {
    this.engines = List.copyOf(engines);
    this.known = known;
  }

  /** What became of cases that have one compilation; in their order. */
  List<CaseResult> run(Kind kind, List<Case> cases) throws InterruptedException {
    List<CaseResult> results = new ArrayList<>();
    try {
      Compilation compilation = kind.compile(cases.get(0));
      if (compilation instanceof Compilation.Decided decided) {
        cases.forEach(each -> results.add(CaseResult.of(known(each, decided.verdict()))));
      } else {
        results.addAll(ask(kind, cases, (Compilation.Askable) compilation));
      }
    } catch (Exception | StackOverflowError e) {
      if (e instanceof InterruptedException interrupted) {
        throw interrupted;
      }
      cases.forEach(each -> results.add(CaseResult.of(thrown(e))));
    }
    return results;
  }

  private List<CaseResult> ask(Kind kind, List<Case> cases, Compilation.Askable compiled)
      throws IOException, InterruptedException, ExecutionException {
    List<@Nullable Input> inputs = new ArrayList<>();
    for (Case each : cases) {
      inputs.add(kind.input(each));
    }
    Map<Engine, CompletableFuture<List<Answer>>> asked = new LinkedHashMap<>();
    for (Engine engine : engines) {
      Program program = Objects.requireNonNull(compiled.programs().get(engine.abi()));
      // Hosts of others give modules nothing.
      boolean unfit = engine.abi() == Abi.OPA && !program.hostBuiltins().isEmpty();
      asked.put(
          engine,
          unfit
              ? CompletableFuture.completedFuture(
                  Collections.nCopies(inputs.size(), Answer.Unfit.HOST_BUILTINS))
              : engine.ask(program, inputs));
    }
    List<CaseResult> results = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      Map<String, Verdict> verdicts = new LinkedHashMap<>();
      for (Engine engine : engines) {
        Answer answer = Objects.requireNonNull(asked.get(engine)).get().get(i);
        verdicts.put(
            engine.name(), known(cases.get(i), kind.judge(cases.get(i), engine.abi(), answer)));
      }
      results.add(CaseResult.of(verdicts));
    }
    return results;
  }

  private Verdict known(Case which, Verdict verdict) {
    return verdict.outcome() == Outcome.FAILED && known.has(which)
        ? new Verdict(Outcome.KNOWN, verdict.reason())
        : verdict;
  }

  private static Verdict thrown(Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    return Verdict.failed("threw " + e + (trace.length > 0 ? " at " + trace[0] : ""));
  }
}
