package io.eunomia.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of a test with cases: those that evaluation came to, and those that have a value. A
 * case passes if its value is {@code true}; the test does if all of its cases do, and there is one.
 */
final class CaseJudge {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A case or a group of them, while they are collected. */
  private static final class Node {
    private final Map<String, Node> below = new TreeMap<>();
    private boolean passed;
  }

  private final Node root = new Node();
  private int cases;
  private int failed;

  /**
   * @param begun the names of the cases that evaluation came to
   * @param value the test's value, as JSON
   */
  CaseJudge(Set<List<String>> begun, byte @Nullable [] value) {
    int depth = 1;
    for (List<String> names : begun) {
      Node node = root;
      for (String name : names) {
        node = node.below.computeIfAbsent(name, key -> new Node());
      }
      depth = names.size();
    }
    if (value != null) {
      try {
        mark(root, JSON.readTree(new String(value, StandardCharsets.UTF_8)), depth);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a policy's result is no JSON", e);
      }
    }
  }

  private static void mark(Node node, JsonNode value, int depth) {
    if (depth == 0 || !value.isObject()) {
      node.passed = value.isBoolean() && value.booleanValue();
      return;
    }
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      Node below = node.below.computeIfAbsent(member.getKey(), key -> new Node());
      mark(below, member.getValue(), depth - 1);
    }
  }

  TestResult judge(PlannedTest test, Duration took) {
    PlannedTest.Failures failures = passes(root) ? names -> null : test.failures();
    List<TestCase> judged = cases(root, List.of(), failures);
    if (cases == 0) {
      return test.result(TestOutcome.FAILED, "it has no case", took)
          .withFailure(failures.of(List.of()));
    }
    TestResult result =
        failed == 0
            ? test.result(TestOutcome.PASSED, "", took)
            : test.result(TestOutcome.FAILED, failed + " of " + cases + " cases do not hold", took);
    return result.withCases(judged);
  }

  private static boolean passes(Node node) {
    return node.below.isEmpty()
        ? node.passed
        : node.below.values().stream().allMatch(CaseJudge::passes);
  }

  private List<TestCase> cases(Node node, List<String> above, PlannedTest.Failures failures) {
    List<TestCase> result = new ArrayList<>();
    node.below.forEach(
        (name, below) -> {
          List<String> names = new ArrayList<>(above);
          names.add(name);
          boolean passed = passes(below);
          boolean leaf = below.below.isEmpty();
          if (leaf) {
            cases++;
            failed += passed ? 0 : 1;
          }
          result.add(
              new TestCase(
                  name,
                  passed,
                  cases(below, names, failures),
                  leaf && !passed ? failures.of(names) : null));
        });
    return result;
  }
}
