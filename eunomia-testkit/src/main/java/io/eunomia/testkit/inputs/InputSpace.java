package io.eunomia.testkit.inputs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.policy.PolicyInput;
import io.eunomia.policy.PolicyInputException;
import io.eunomia.rego.ast.Module;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Policy inputs by one kind of caller, made of what policies compare their input with.
 *
 * <p>{@link #search} asks every combination of two values with everything else as it ordinarily is,
 * and then, around each input that is of interest, whatever differs from it in one value. Every
 * input keeps the contract. The same policies always give the same inputs. Not thread-safe.
 */
public final class InputSpace {
  private static final int MOST_PAIRS = 1500;
  private static final int MOST_INPUTS = 4000;
  private static final int LEAST_VALUES = 3;

  private final ObjectNode template;
  private final List<Dimension> dimensions;

  InputSpace(ObjectNode template, List<Dimension> dimensions) {
    this.template = template;
    this.dimensions = limited(dimensions);
  }

  /**
   * A policy whose constants count.
   *
   * @param modules its parsed sources
   * @param data the base document beside them
   */
  public record Policy(List<Module> modules, JsonNode data) {
    public Policy {
      modules = List.copyOf(modules);
    }
  }

  /** The inputs to a service, a space for each kind of caller. */
  public static List<InputSpace> of(List<Policy> policies, String service) {
    InputFacts facts = new InputFacts();
    policies.forEach(policy -> ConstantFlow.collect(policy.modules(), policy.data(), facts));
    return new InputDimensions(facts, service).spaces();
  }

  /**
   * Makes inputs, and tries them.
   *
   * @param isInteresting tries an input, and says whether others that are like it should be tried
   */
  public void search(Predicate<PolicyInput> isInteresting) {
    Map<List<Integer>, Boolean> tried = new LinkedHashMap<>();
    List<int[]> interesting = new ArrayList<>();
    for (int[] row : pairs()) {
      attempt(row, isInteresting, tried, interesting);
    }
    // Grows while it is gone through: what is of interest leads further.
    for (int i = 0; i < interesting.size() && tried.size() < MOST_INPUTS; i++) {
      for (int[] row : neighbours(interesting.get(i))) {
        attempt(row, isInteresting, tried, interesting);
      }
    }
  }

  private void attempt(
      int[] row,
      Predicate<PolicyInput> isInteresting,
      Map<List<Integer>, Boolean> tried,
      List<int[]> interesting) {
    List<Integer> key = Arrays.stream(row).boxed().toList();
    if (tried.size() < MOST_INPUTS && tried.putIfAbsent(key, true) == null) {
      PolicyInput input = input(row);
      if (input != null && isInteresting.test(input)) {
        interesting.add(row);
      }
    }
  }

  private @Nullable PolicyInput input(int[] row) {
    ObjectNode json = template.deepCopy();
    for (int i = 0; i < row.length; i++) {
      dimensions.get(i).put(json, row[i]);
    }
    try {
      return PolicyInput.fromJson(json);
    } catch (PolicyInputException notPossible) {
      // A constant that no request can have there, such as a path without a slash.
      return null;
    }
  }

  /** Every two values together, with the first value of all others. */
  private List<int[]> pairs() {
    List<int[]> rows = new ArrayList<>();
    rows.add(new int[dimensions.size()]);
    for (int one = 0; one < dimensions.size(); one++) {
      for (int i = 1; i < dimensions.get(one).values().size(); i++) {
        int[] single = new int[dimensions.size()];
        single[one] = i;
        rows.add(single);
        for (int other = one + 1; other < dimensions.size(); other++) {
          for (int j = 1; j < dimensions.get(other).values().size(); j++) {
            int[] pair = single.clone();
            pair[other] = j;
            rows.add(pair);
          }
        }
      }
    }
    return rows;
  }

  private List<int[]> neighbours(int[] row) {
    List<int[]> rows = new ArrayList<>();
    for (int i = 0; i < row.length; i++) {
      for (int value = 0; value < dimensions.get(i).values().size(); value++) {
        int[] neighbour = row.clone();
        neighbour[i] = value;
        rows.add(neighbour);
      }
    }
    return rows;
  }

  /** Fewer values where there would be too many combinations; of operations the last. */
  private static List<Dimension> limited(List<Dimension> dimensions) {
    List<Dimension> result = dimensions;
    int most = result.stream().mapToInt(dimension -> dimension.values().size()).max().orElse(0);
    while (countPairs(result) > MOST_PAIRS && most > LEAST_VALUES) {
      most--;
      int limit = most;
      result =
          result.stream()
              .map(
                  dimension ->
                      dimension.path().equals(InputDimensions.OPERATION)
                          ? dimension.limited(Math.max(limit, InputDimensions.MOST_OPERATIONS))
                          : dimension.limited(limit))
              .toList();
    }
    return result;
  }

  private static long countPairs(List<Dimension> dimensions) {
    long count = 0;
    long values = 0;
    for (Dimension dimension : dimensions) {
      count += values * (dimension.values().size() - 1);
      values += dimension.values().size() - 1;
    }
    return count;
  }
}
