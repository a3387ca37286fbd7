package io.eunomia.testkit.junit;

import io.eunomia.policy.source.PolicyLoader;
import io.eunomia.policy.source.PolicySources;
import io.eunomia.rego.source.DiagnosticRenderer;
import io.eunomia.testkit.PolicyTests;
import io.eunomia.testkit.TestDescription;
import io.eunomia.testkit.TestOptions;
import io.eunomia.testkit.TestPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * The tests of policies as tests of JUnit: rules {@code test_…} and fixtures, one by one, below the
 * file that they stand in, from where an IDE leads to their lines.
 *
 * <pre>{@code
 * class PoliciesTest {
 *   @TestFactory
 *   Stream<DynamicNode> policies() {
 *     return DynamicPolicyTests.of(Path.of("policies"));
 *   }
 * }
 * }</pre>
 *
 * <p>They are compiled once, and what that takes is let go when the last of them has run.
 */
public final class DynamicPolicyTests {
  private DynamicPolicyTests() {}

  /** All tests of policies in a directory, or of one file; see {@link #of(Path, TestOptions)}. */
  public static Stream<DynamicNode> of(Path policies) {
    return of(policies, TestOptions.defaults());
  }

  /**
   * Those tests of policies that the options want.
   *
   * @throws AssertionError if the policies do not compile, with what the compiler says of them, or
   *     if there is no test
   * @throws UncheckedIOException if they cannot be read
   */
  public static Stream<DynamicNode> of(Path policies, TestOptions options) {
    try {
      PolicySources sources = PolicyLoader.withDefaults().load(List.of(policies));
      TestPlan plan = PolicyTests.plan(sources, options);
      boolean done = false;
      try {
        Stream<DynamicNode> nodes = nodes(policies, plan);
        done = true;
        return nodes;
      } finally {
        if (!done) {
          plan.close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<DynamicNode> nodes(Path policies, TestPlan plan) {
    if (plan.hasErrors()) {
      throw new AssertionError(
          policies + " does not compile:\n" + DiagnosticRenderer.render(plan.diagnostics()));
    }
    if (plan.tests().isEmpty()) {
      throw new AssertionError("no test found in " + policies);
    }
    Map<String, List<DynamicNode>> byFile = new LinkedHashMap<>();
    RunningPlan running = new RunningPlan(plan);
    for (TestDescription test : plan.tests()) {
      byFile
          .computeIfAbsent(test.file(), file -> new ArrayList<>())
          .add(DynamicTest.dynamicTest(shortName(test), place(test), () -> running.run(test)));
    }
    return byFile.entrySet().stream()
        .map(
            file ->
                DynamicContainer.dynamicContainer(
                    shown(policies, file.getKey()), uri(file.getKey()), file.getValue().stream()));
  }

  private static String shortName(TestDescription test) {
    return test.kind() == TestDescription.Kind.RULE
        ? test.name().substring(test.name().lastIndexOf('.') + 1)
        : test.name().substring(test.name().indexOf(": ") + 2);
  }

  private static URI place(TestDescription test) {
    return URI.create(uri(test.file()) + "?line=" + test.line() + "&column=" + test.column());
  }

  private static URI uri(String file) {
    return Path.of(file).toAbsolutePath().normalize().toUri();
  }

  private static String shown(Path policies, String file) {
    Path path = Path.of(file);
    return path.startsWith(policies) && !path.equals(policies)
        ? policies.relativize(path).toString()
        : file;
  }
}
