package io.eunomia.testkit.diff;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.archimedes.engine.InvalidModuleException;
import io.eunomia.archimedes.engine.PolicyEngine;
import io.eunomia.archimedes.engine.PolicyEngine.Execution;
import io.eunomia.policy.PolicyInput;
import io.eunomia.testkit.TestOptions;
import io.eunomia.testkit.inputs.InputSpace;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares two policies by what they decide.
 *
 * <pre>{@code
 * try (PolicyDiff diff = new PolicyDiff(before, after, TestOptions.defaults())) {
 *   diff.askMadeInputs();
 *   DiffReport report = diff.report();
 * }
 * }</pre>
 *
 * <p>Both are asked the same at the same time of day, each in a runtime's engine. Not thread-safe.
 * Keeps inputs that are decided otherwise, up to {@value #MOST_KEPT} of them; more are counted.
 */
public final class PolicyDiff implements AutoCloseable {
  private static final int MOST_KEPT = 1000;

  private final ComparedPolicy before;
  private final ComparedPolicy after;
  private final PolicyEngine engine;
  private final PolicyEngine probing;
  private final AskedPolicy asksBefore;
  private final AskedPolicy asksAfter;
  private final List<Flip> flips = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private long allowedBefore;
  private long allowedNow;
  private long deniedOtherwise;
  private long same;

  /** A request that is decided otherwise. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Flip(JsonNode input, byte[] bytes, String place, Decided before, Decided after) {}

  /**
   * Loads both policies. Takes some tenths of a second.
   *
   * @param options limits, builtins and clock, and how modules are run: interpreted for up to a
   *     thousand requests, compiled for more; the rest is not looked at
   * @throws InvalidModuleException if one of them cannot be asked
   */
  public PolicyDiff(ComparedPolicy before, ComparedPolicy after, TestOptions options) {
    this.before = before;
    this.after = after;
    Clock stopped = Clock.fixed(options.clock().instant(), ZoneOffset.UTC);
    engine = new PolicyEngine(options.limits(), options.builtins(), stopped, options.execution());
    // There are many definitions, and few requests that they are asked for.
    probing =
        new PolicyEngine(options.limits(), options.builtins(), stopped, Execution.INTERPRETED);
    AskedPolicy one = null;
    AskedPolicy other = null;
    try {
      one = new AskedPolicy(before, engine);
      other = new AskedPolicy(after, engine);
    } finally {
      if (other == null) {
        if (one != null) {
          one.close();
        }
        engine.close();
        probing.close();
      }
    }
    asksBefore = one;
    asksAfter = other;
  }

  /**
   * Asks both for an input.
   *
   * @param input what the policies get, whether it keeps the contract or not
   * @param place where it stands: {@code requests.jsonl:3}; {@code null} if nowhere
   * @return whether one of them allows it
   */
  public boolean ask(JsonNode input, @Nullable String place) {
    byte[] bytes = input.toString().getBytes(StandardCharsets.UTF_8);
    Decided one = asksBefore.decide(bytes);
    Decided other = asksAfter.decide(bytes);
    if (one.allowed() == other.allowed()) {
      if (one.equals(other)) {
        same++;
      } else {
        deniedOtherwise++;
      }
      return one.allowed();
    }
    if (one.allowed()) {
      allowedBefore++;
    } else {
      allowedNow++;
    }
    if (flips.size() < MOST_KEPT) {
      flips.add(new Flip(input, bytes, place == null ? "" : place, one, other));
    }
    return true;
  }

  /**
   * Asks both for inputs that are made of what either compares its input with.
   *
   * @return whether there were any: not if neither has sources
   */
  public boolean askMadeInputs() {
    List<InputSpace.Policy> policies = new ArrayList<>();
    for (ComparedPolicy policy : List.of(before, after)) {
      InputSpace.Policy looked = new InputSpace.Policy(policy.modules(), policy.data());
      if (!looked.modules().isEmpty()) {
        policies.add(looked);
      }
    }
    if (policies.isEmpty()) {
      return false;
    }
    for (InputSpace space : InputSpace.of(policies, after.service().service())) {
      space.search(this::askMade);
    }
    return true;
  }

  private boolean askMade(PolicyInput input) {
    return ask(input.toJson(), null);
  }

  /** How many requests were decided how, so far. */
  public DiffReport.Counts counts() {
    return new DiffReport.Counts(allowedBefore, allowedNow, deniedOtherwise, same);
  }

  /**
   * What was found so far.
   *
   * <p>Compiles both sources once more if a decision was otherwise, and asks every definition for
   * each of those requests.
   */
  public DiffReport report() {
    List<DecisionChange> changes = List.of();
    if (!flips.isEmpty()) {
      try (Explanations explanations = new Explanations(before, after, probing)) {
        changes = explanations.of(flips);
        notes.addAll(explanations.notes());
      }
    }
    if (allowedBefore + allowedNow > flips.size()) {
      notes.add(
          "only the first " + flips.size() + " requests that are decided otherwise are shown");
    }
    List<String> told = List.copyOf(notes);
    notes.clear();
    return new DiffReport(StructureDiff.of(before, after), counts(), changes, told);
  }

  @Override
  public void close() {
    asksBefore.close();
    asksAfter.close();
    engine.close();
    probing.close();
  }
}
