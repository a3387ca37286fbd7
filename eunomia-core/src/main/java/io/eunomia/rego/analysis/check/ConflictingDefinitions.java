package io.eunomia.rego.analysis.check;

import io.eunomia.rego.analysis.Check;
import io.eunomia.rego.analysis.ConflictTrial;
import io.eunomia.rego.analysis.Findings;
import io.eunomia.rego.analysis.Subject;
import io.eunomia.rego.analysis.logic.Branch;
import io.eunomia.rego.analysis.logic.Example;
import io.eunomia.rego.analysis.logic.Reasoner;
import io.eunomia.rego.ast.Head;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Definitions of a complete rule, or of a function, that give different values for one input: such
 * an evaluation ends without a decision. Two definitions that are not certain to exclude each other
 * are tried with examples; only what an evaluation shows is an error. One definition alone, whose
 * value is that of any element that it finds, is a warning: it may be known that there is only one.
 */
public final class ConflictingDefinitions implements Check {
  private static final String HINT =
      "let the conditions exclude each other, or say with else which of them counts";

  private static final String HINT_OF_ONE =
      "collect the values with contains, or say which of them counts, as with min or max";

  /** As many pairs of branches as are compared in one rule. */
  private static final int MAX_PAIRS = 20_000;

  /** As many pairs as are tried in one rule, and examples in all. */
  private static final int MAX_CANDIDATES = 50;

  private static final int MAX_EXAMPLES = 10_000;

  /** Two branches, and examples in which they may differ. */
  private record Candidate(Branch first, Branch second, List<Example> examples) {
    /** Then it is one definition, which finds different values. */
    boolean isOfOneRule() {
      return areOfOneRule(first, second);
    }
  }

  @Override
  public String code() {
    return "eunomia_conflict";
  }

  @Override
  public String summary() {
    return "Definitions give different values for one input";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public void run(Subject subject, Findings findings) {
    // Whether there is a conflict depends on the data that are there.
    Reasoner reasoner = new Reasoner(subject.rules(), subject.options().data());
    List<Candidate> candidates = new ArrayList<>();
    for (List<Rule> definitions : subject.definitions()) {
      if (definitions.stream().allMatch(rule -> isOneValue(rule.head()))) {
        if (definitions.size() > 1) {
          candidates.addAll(candidates(definitions, reasoner));
        }
        definitions.forEach(rule -> candidates.addAll(candidates(rule, reasoner)));
      }
    }
    List<Example> examples = likeliestFirst(candidates);
    if (examples.isEmpty()) {
      return;
    }
    ConflictTrial trial = subject.options().trial();
    Set<Example> shown = trial == null ? Set.copyOf(examples) : trial.conflicting(examples);
    Set<Rule> reported = new HashSet<>();
    for (Candidate candidate : candidates) {
      Example example =
          candidate.examples().stream().filter(shown::contains).findFirst().orElse(null);
      if (example != null && reported.add(candidate.second().rule())) {
        report(candidate, example, trial != null, subject, findings);
      }
    }
  }

  /** The first example of each candidate, then the second of each, so that many starve none. */
  private static List<Example> likeliestFirst(List<Candidate> candidates) {
    int most = candidates.stream().mapToInt(each -> each.examples().size()).max().orElse(0);
    return IntStream.range(0, most)
        .boxed()
        .flatMap(
            rank ->
                candidates.stream()
                    .filter(each -> rank < each.examples().size())
                    .map(each -> each.examples().get(rank)))
        .limit(MAX_EXAMPLES)
        .toList();
  }

  private static boolean isOneValue(Head head) {
    return !head.isMultiValue() && head.ref().isGround();
  }

  private static List<Candidate> candidates(List<Rule> definitions, Reasoner reasoner) {
    List<Branch> branches =
        definitions.stream().flatMap(rule -> reasoner.branches(rule).stream()).toList();
    int[] values = values(branches, reasoner);
    List<Candidate> candidates = new ArrayList<>();
    int pairs = 0;
    for (int second = 1; second < branches.size(); second++) {
      for (int first = 0; first < second; first++) {
        boolean sameValue = values[first] == values[second];
        if (sameValue || areOfOneRule(branches.get(first), branches.get(second))) {
          continue;
        }
        if (pairs++ >= MAX_PAIRS || candidates.size() >= MAX_CANDIDATES) {
          return candidates;
        }
        Candidate candidate = candidate(branches.get(first), branches.get(second), reasoner);
        if (candidate != null) {
          candidates.add(candidate);
        }
      }
    }
    return candidates;
  }

  /** The branches of one definition that may find several values. */
  private static List<Candidate> candidates(Rule rule, Reasoner reasoner) {
    if (!reasoner.mayFindSeveral(rule)) {
      return List.of();
    }
    List<Candidate> candidates = new ArrayList<>();
    List<Branch> once = reasoner.branches(rule);
    List<Branch> again = reasoner.branches(rule);
    for (int i = 0; i < once.size(); i++) {
      Candidate candidate = candidate(once.get(i), again.get(i), reasoner);
      if (candidate != null) {
        candidates.add(candidate);
      }
    }
    return candidates;
  }

  /** Numbers for the branches' values, the same for the same value. */
  private static int[] values(List<Branch> branches, Reasoner reasoner) {
    Map<Object, Integer> numbers = new HashMap<>();
    return branches.stream()
        .mapToInt(each -> numbers.computeIfAbsent(reasoner.valueKey(each), k -> numbers.size()))
        .toArray();
  }

  /** Then one is tried after the other. */
  @SuppressWarnings("ReferenceEquality") // Two definitions may be written alike.
  private static boolean areOfOneRule(Branch one, Branch other) {
    return one.rule() == other.rule();
  }

  private static @Nullable Candidate candidate(Branch one, Branch other, Reasoner reasoner) {
    if (reasoner.agree(one, other)) {
      return null;
    }
    List<Example> examples = reasoner.examples(one, other);
    return examples.isEmpty() ? null : new Candidate(one, other, examples);
  }

  private void report(
      Candidate candidate, Example example, boolean shown, Subject subject, Findings findings) {
    String name = subject.nameOf(candidate.second().rule());
    String call = example.query().substring(example.rule().length());
    boolean alone = candidate.isOfOneRule();
    String verb = shown ? alone ? " gives" : " give" : " may give";
    Diagnostic found =
        new Diagnostic(
            code(),
            shown && !alone ? Severity.ERROR : Severity.WARNING,
            candidate.second().span(),
            (alone ? "one definition of " : "two definitions of ")
                + name
                + verb
                + " different values"
                + (call.isEmpty() ? "" : " for " + name + call)
                + (example.input() == null ? "" : " with the input " + example.input()),
            alone ? HINT_OF_ONE : HINT);
    findings.report(
        alone ? found : found.withNote(candidate.first().span(), "the other definition"), example);
  }
}
