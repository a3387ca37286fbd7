package io.eunomia.testkit.diff;

import io.eunomia.archimedes.engine.PolicyEngine;
import io.eunomia.testkit.diff.DefinitionChange.Kind;
import io.eunomia.testkit.diff.PolicyDiff.Flip;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the rules that make decisions be otherwise. */
final class Explanations implements AutoCloseable {
  private static final int MOST_PLACES = 10;

  private final List<String> notes = new ArrayList<>();
  private final Side before;
  private final Side after;

  Explanations(ComparedPolicy before, ComparedPolicy after, PolicyEngine engine) {
    this.before = new Side(before, engine);
    this.after = new Side(after, engine);
  }

  List<String> notes() {
    return notes;
  }

  /** Requests by what explains them. */
  List<DecisionChange> of(List<Flip> flips) {
    Map<Explanation, List<Flip>> byExplanation = new LinkedHashMap<>();
    for (Flip flip : flips) {
      byExplanation.computeIfAbsent(explain(flip), unused -> new ArrayList<>()).add(flip);
    }
    List<DecisionChange> changes = new ArrayList<>();
    byExplanation.forEach((explanation, alike) -> changes.add(change(explanation, alike)));
    changes.sort(
        Comparator.<DecisionChange>comparingInt(change -> change.after().allowed() ? 0 : 1)
            .thenComparing(change -> -change.count()));
    return changes;
  }

  /** What two requests have in common that are decided otherwise for the same rules. */
  private record Explanation(
      boolean allowed,
      List<Definition> before,
      List<Definition> after,
      List<DefinitionChange> causes) {}

  private Explanation explain(Flip flip) {
    Map<Definition, String> one = before.values(flip.bytes());
    Map<Definition, String> other = after.values(flip.bytes());
    return new Explanation(
        flip.after().allowed(),
        before.deciding(one, flip.before()),
        after.deciding(other, flip.after()),
        causes(one, other));
  }

  private static DecisionChange change(Explanation explanation, List<Flip> alike) {
    Flip first = alike.get(0);
    return new DecisionChange(
        first.input(),
        alike.stream()
            .map(Flip::place)
            .filter(place -> !place.isEmpty())
            .limit(MOST_PLACES)
            .toList(),
        alike.size(),
        first.before(),
        first.after(),
        explanation.before(),
        explanation.after(),
        explanation.causes());
  }

  /** Definitions that give another value; of the entrypoint itself it is told anyway. */
  private List<DefinitionChange> causes(
      Map<Definition, String> one, Map<Definition, String> other) {
    if (before.probe == null || after.probe == null) {
      return List.of();
    }
    List<DefinitionChange> causes = new ArrayList<>();
    other.forEach(
        (definition, value) -> {
          Definition known = find(definition, one);
          if (!definition.rule().equals(after.allow) && known == null) {
            causes.add(new DefinitionChange(Kind.HOLDS_NOW, definition, before.lacks(definition)));
          } else if (known != null && !value.equals(one.get(known))) {
            causes.add(new DefinitionChange(Kind.OTHER_VALUE, definition, false));
          }
        });
    one.forEach(
        (definition, value) -> {
          if (!definition.rule().equals(before.allow) && find(definition, other) == null) {
            causes.add(new DefinitionChange(Kind.HELD_BEFORE, definition, after.lacks(definition)));
          }
        });
    causes.sort(Comparator.comparingInt(cause -> cause.edited() ? 0 : 1));
    return causes;
  }

  private static @Nullable Definition find(Definition wanted, Map<Definition, String> values) {
    return values.keySet().stream().filter(wanted::saysTheSameAs).findFirst().orElse(null);
  }

  @Override
  public void close() {
    before.close();
    after.close();
  }

  /** One of the policies, and its definitions as they can be asked. */
  private final class Side implements AutoCloseable {
    private final List<Definition> all;
    private final String allow;
    private final @Nullable DefinitionProbe probe;

    Side(ComparedPolicy policy, PolicyEngine engine) {
      all = Definitions.of(policy.modules());
      allow = "data." + policy.service().packageName() + ".allow";
      Optional<DefinitionProbe> found = DefinitionProbe.of(policy, engine);
      probe = found.orElse(null);
      if (found.isEmpty()) {
        notes.add(
            policy.name()
                + (all.isEmpty() ? " has no sources" : " has sources that do not compile here")
                + ": which of its rules decide is not known");
      }
    }

    Map<Definition, String> values(byte[] input) {
      return probe == null ? Map.of() : probe.values(input);
    }

    boolean lacks(Definition wanted) {
      return all.stream().noneMatch(wanted::saysTheSameAs);
    }

    List<Definition> deciding(Map<Definition, String> values, Decided decided) {
      if (probe == null) {
        return List.of();
      }
      String value = Boolean.toString(decided.allowed());
      List<Definition> deciding =
          values.entrySet().stream()
              .filter(entry -> entry.getKey().rule().equals(allow))
              .filter(entry -> entry.getValue().equals(value))
              .map(Map.Entry::getKey)
              .toList();
      return deciding.isEmpty() && !decided.allowed()
          ? all.stream().filter(d -> d.isDefault() && d.rule().equals(allow)).toList()
          : deciding;
    }

    @Override
    public void close() {
      if (probe != null) {
        probe.close();
      }
    }
  }
}
