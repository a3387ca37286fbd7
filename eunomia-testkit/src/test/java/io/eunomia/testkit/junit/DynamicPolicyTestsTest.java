package io.eunomia.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.displayName;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedSuccessfully;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.eunomia.policy.source.PolicyLoader;
import io.eunomia.testkit.PolicyTests;
import io.eunomia.testkit.TestOptions;
import io.eunomia.testkit.TestPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.opentest4j.AssertionFailedError;

class DynamicPolicyTestsTest {
  private static final Path EXAMPLES = Path.of("../examples/policies");

  static class Examples {
    @TestFactory
    Stream<DynamicNode> policies() {
      return DynamicPolicyTests.of(EXAMPLES);
    }
  }

  private static Path wrong = Path.of(".");

  static class Wrong {
    @TestFactory
    Stream<DynamicNode> policies() {
      return DynamicPolicyTests.of(wrong);
    }
  }

  private static EngineExecutionResults run(Class<?> tests, boolean parallel) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(tests))
        .configurationParameter(
            "junit.jupiter.execution.parallel.enabled", Boolean.toString(parallel))
        .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
        .execute();
  }

  private static int found() {
    try (TestPlan plan =
        PolicyTests.plan(
            PolicyLoader.withDefaults().load(List.of(EXAMPLES)), TestOptions.defaults())) {
      assertThat(plan.tests()).isNotEmpty();
      return plan.tests().size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whenAllIsWell_thenEachIsATest() {
    EngineExecutionResults results = run(Examples.class, false);
    results.testEvents().assertStatistics(stats -> stats.succeeded(found()).failed(0));
    results
        .testEvents()
        .assertThatEvents()
        .haveExactly(
            1, event(test(), displayName("test_support_reads_only"), finishedSuccessfully()));
  }

  @Test
  void whenTestsRunAtTheSameTime_thenAllOfThemStillRun() {
    run(Examples.class, true)
        .testEvents()
        .assertStatistics(stats -> stats.succeeded(found()).failed(0));
  }

  @Test
  void whenATestIsLookedAt_thenItsPlaceIsKnown() {
    List<DynamicNode> files = DynamicPolicyTests.of(EXAMPLES).toList();
    assertThat(files)
        .extracting(DynamicNode::getDisplayName)
        .contains("common/callers_test.rego", "users-service/fixtures.json");
    DynamicContainer file =
        (DynamicContainer)
            files.stream()
                .filter(node -> node.getDisplayName().equals("common/callers_test.rego"))
                .findFirst()
                .orElseThrow();
    DynamicNode first = file.getChildren().findFirst().orElseThrow();
    assertThat(first).isInstanceOf(DynamicTest.class);
    assertThat(first.getTestSourceUri().orElseThrow().toString())
        .startsWith("file:///")
        .endsWith("examples/policies/common/callers_test.rego?line=6&column=1");
  }

  @Test
  void whenTestsDoNotPass_thenJUnitIsToldWhy(@TempDir Path directory) throws Exception {
    Path own = Files.createDirectories(directory.resolve("demo"));
    Files.writeString(own.resolve("allow.rego"), "package demo.authz\n\ndefault allow := false\n");
    Files.writeString(
        own.resolve("authz_test.rego"),
        """
        package demo.authz_test

        import data.demo.authz

        test_fails if {
          print("asked")
          n := 1
          authz.allow == (n > 0)
        }

        test_breaks contains "x"

        todo_test_later if true
        """);
    wrong = directory;
    EngineExecutionResults results = run(Wrong.class, false);
    results
        .testEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            finishedWithFailure(
                instanceOf(AssertionFailedError.class),
                message(
                    text ->
                        text.contains("authz_test.rego:5:1: undefined: ")
                            && text.contains("authz_test.rego:8:3: authz.allow == (n > 0)\n")
                            && text.contains("n is 1\n")
                            && text.endsWith("asked"))))
        .haveExactly(
            1,
            finishedWithFailure(
                instanceOf(IllegalStateException.class),
                message(text -> text.contains("a test is a condition"))));
    results.testEvents().assertStatistics(stats -> stats.failed(2).aborted(1));
  }

  @Test
  void whenThereIsNoTest_thenThatIsAFailure() {
    assertThatThrownBy(
            () ->
                DynamicPolicyTests.of(
                    EXAMPLES, TestOptions.defaults().withRun(Pattern.compile("no such test"))))
        .isInstanceOf(AssertionError.class)
        .hasMessage("no test found in ../examples/policies");
  }

  @Test
  void whenPoliciesDoNotCompile_thenItIsSaidWhere(@TempDir Path directory) throws Exception {
    Files.writeString(directory.resolve("a_test.rego"), "package a_test\n\ntest_a if x\n");
    assertThatThrownBy(() -> DynamicPolicyTests.of(directory))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("a_test.rego:3:11: error rego_unsafe_var_error")
        .hasMessageContaining("          ^");
  }
}
