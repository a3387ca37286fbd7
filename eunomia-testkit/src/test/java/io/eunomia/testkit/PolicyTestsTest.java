package io.eunomia.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.archimedes.engine.Limits;
import io.eunomia.archimedes.engine.PolicyEngine.Execution;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.archimedes.engine.value.Value;
import io.eunomia.policy.source.PolicyLoadException;
import io.eunomia.policy.source.PolicySources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyTestsTest {
  private static final String POLICY =
      """
      package users_service.authz

      default allow := false

      allow if input.role in data.users_service.roles

      deny_reason contains "not in the table" if not allow
      """;

  @TempDir private Path dir;

  @Test
  void whenTestsAreRules_thenEachIsWhatItSays() throws IOException {
    policy();
    write(
        "users-service/authz_test.rego",
        """
        package users_service.authz_test

        import data.users_service.authz

        test_passes if authz.allow with input as {"role": "admin"}

        test_undefined if authz.allow with input as {"role": "guest"}

        test_false := authz.allow

        test_number := 7

        test_conflict := x if some x in [1, 2]

        test_function(x) := x

        test_set contains 1

        todo_test_later if false

        helper if true
        """);

    List<TestResult> results = run(TestOptions.defaults()).results();

    assertThat(results)
        .extracting(r -> r.name().substring(r.name().lastIndexOf('.') + 1), TestResult::outcome)
        .containsExactly(
            tuple("test_passes", TestOutcome.PASSED),
            tuple("test_undefined", TestOutcome.FAILED),
            tuple("test_false", TestOutcome.FAILED),
            tuple("test_number", TestOutcome.FAILED),
            tuple("test_conflict", TestOutcome.ERRORED),
            tuple("test_function", TestOutcome.ERRORED),
            tuple("test_set", TestOutcome.ERRORED),
            tuple("todo_test_later", TestOutcome.SKIPPED));
    assertThat(results.get(1).place())
        .isEqualTo(dir.resolve("users-service/authz_test.rego") + ":7:1");
    assertThat(results.get(3).message()).isEqualTo("is 7, not true");
    assertThat(results.get(4).message()).contains("eval_conflict_error");
  }

  @Test
  void whenBuiltinsAreAdded_thenPoliciesMayCallThem() throws IOException {
    write("own_test.rego", "package own_test\n\ntest_own if acme.answer() == 42\n");
    BuiltinRegistry builtins =
        BuiltinRegistry.standard()
            .with("acme.answer() -> number", (context, arguments) -> Value.of(42));

    TestReport with = run(TestOptions.defaults().withBuiltins(builtins));
    assertThat(with.diagnostics()).isEmpty();
    assertThat(with.passed()).isTrue();
    assertThat(run(TestOptions.defaults()).diagnostics())
        .singleElement()
        .asString()
        .contains("undefined function acme.answer");
  }

  @Test
  void whenFixturesAreRight_thenTheyPass() throws IOException {
    policy();
    write(
        "users-service/fixtures.yaml",
        """
        name: some
        fixtures:
          - name: an admin
            description: is in the table
            input: {role: admin}
            expected_allowed: true
            expected_reasons: []
          - name: a guest
            input: {role: guest}
            expected_allowed: false
            expected_reasons: [not in the table]
          - name: a guest by other data
            input: {role: guest}
            data: {users_service: {roles: [guest]}}
            expected_allowed: true
          - name: no table at all
            input: {role: admin}
            data: {users_service: {roles: null}}
            expected_allowed: false
        """);

    TestReport report = run(TestOptions.defaults());

    assertThat(report.results())
        .extracting(TestResult::outcome)
        .containsOnly(TestOutcome.PASSED)
        .hasSize(4);
    assertThat(report.results().get(1).name()).isEqualTo("users-service: a guest");
    assertThat(report.results().get(1).test().line()).isEqualTo(8);
  }

  @Test
  void whenFixturesAreWrong_thenMessageSaysWhatIs() throws IOException {
    policy();
    write(
        "users-service/fixtures.json",
        """
        {"fixtures": [
          {"name": "a", "input": {"role": "admin"}, "expected_allowed": false},
          {"name": "b", "input": {"role": "guest"}, "expected_allowed": true},
          {"name": "c", "input": {"role": "guest"}, "expected_allowed": false, "expected_reasons": ["x"]}
        ]}
        """);

    List<TestResult> results = run(TestOptions.defaults()).results();

    assertThat(results).extracting(TestResult::outcome).containsOnly(TestOutcome.FAILED);
    assertThat(results)
        .extracting(TestResult::message)
        .containsExactly(
            "expected to be denied, but is allowed",
            "expected to be allowed, but allow is false: not in the table",
            "expected the reasons [x], but they are [not in the table]");
  }

  @Test
  void whenFixturesAreNoFixtures_thenErrorNamesThePart() throws IOException {
    policy();
    assertFixtureError("[]", "must be an object");
    assertFixtureError("{}", "fixtures must be an array");
    assertFixtureError("{\"fixtures\": [], \"x\": 1}", "x is not known");
    assertFixtureError("{\"fixtures\": [{\"name\": \"a\"}]}", "fixtures[0].input is missing");
    assertFixtureError(
        "{\"fixtures\": [{\"name\": \"a\", \"input\": {}, \"expected_alowed\": true}]}",
        "fixtures[0].expected_alowed is not known");
    assertFixtureError(
        "{\"fixtures\": [{\"name\": \"a\", \"input\": {}, \"expected_allowed\": \"yes\"}]}",
        "fixtures[0].expected_allowed must be true or false");
    assertFixtureError("{\"fixtures\": [}", "json_parse_error");
  }

  @Test
  void whenThereIsNoTest_thenThatIsNoSuccess() throws IOException {
    policy();

    TestReport report = run(TestOptions.defaults());

    assertThat(report.results()).isEmpty();
    assertThat(report.passed()).isFalse();
  }

  @Test
  void whenOnlySomeAreWanted_thenOthersAreNotRun() throws IOException {
    policy();
    write(
        "users-service/authz_test.rego",
        "package users_service.authz_test\n\ntest_a := true\n\ntest_b := true\n");

    assertThat(run(TestOptions.defaults().withRun(Pattern.compile("_b$"))).results())
        .singleElement()
        .satisfies(r -> assertThat(r.name()).endsWith("test_b"));
  }

  @Test
  void whenPolicyDoesNotCompile_thenReportHasTheErrors() throws IOException {
    policy();
    write("users-service/authz_test.rego", "package users_service.authz_test\n\ntest_a if x > 1\n");

    TestReport report = run(TestOptions.defaults());

    assertThat(report.hasErrors()).isTrue();
    assertThat(report.passed()).isFalse();
    assertThat(report.results()).isEmpty();
    assertThat(report.diagnostics()).extracting(d -> d.code()).contains("rego_unsafe_var_error");
  }

  @Test
  void whenTestTakesTooMuch_thenItIsAnError() throws IOException {
    write(
        "p_test.rego",
        """
        package p_test

        test_long if count([1 | some i in numbers.range(1, 1000); some j in numbers.range(1, 1000)]) > 0
        """);

    TestReport report =
        run(TestOptions.defaults().withLimits(Limits.defaults().withMaxSteps(10_000)));

    assertThat(report.results())
        .extracting(TestResult::outcome)
        .containsExactly(TestOutcome.ERRORED);
  }

  @Test
  void whenModulesAreCompiledForTheJvm_thenResultsAreTheSame() throws IOException {
    policy();
    write(
        "users-service/authz_test.rego",
        "package users_service.authz_test\n\ntest_a if not data.users_service.authz.allow\n");

    assertThat(run(TestOptions.defaults().withExecution(Execution.COMPILED)).passed()).isTrue();
  }

  @Test
  void whenTestsArePlanned_thenEachSaysWhereItIsAndCanBeRun() throws IOException {
    policy();
    write("users-service/authz_test.rego", "package users_service.authz_test\n\ntest_a if false\n");
    write(
        "users-service/fixtures.json",
        "{\"fixtures\": [{\"name\": \"x\", \"input\": {}, \"expected_allowed\": false}]}");
    write("other_test.rego", "package other_test\n\ntest_b if { print(\"here\"); true }\n");

    try (TestPlan plan = PolicyTests.plan(sources(), TestOptions.defaults())) {
      List<TestDescription> tests = plan.tests();

      assertThat(tests)
          .extracting(TestDescription::name, TestDescription::kind, TestDescription::service)
          .containsExactly(
              tuple("data.other_test.test_b", TestDescription.Kind.RULE, null),
              tuple(
                  "data.users_service.authz_test.test_a",
                  TestDescription.Kind.RULE,
                  "users-service"),
              tuple("users-service: x", TestDescription.Kind.FIXTURE, "users-service"));
      assertThat(tests.get(1).place()).endsWith("authz_test.rego:3:1");
      assertThat(plan.run(tests.get(2)).outcome()).isEqualTo(TestOutcome.PASSED);
      assertThat(plan.run(tests.get(1)).outcome()).isEqualTo(TestOutcome.FAILED);
      for (int again = 0; again < 2; again++) {
        TestResult result = plan.run(tests.get(0));
        assertThat(result.outcome()).isEqualTo(TestOutcome.PASSED);
        assertThat(result.printed()).containsExactly("here");
      }
      TestDescription foreign =
          new TestDescription("x", TestDescription.Kind.RULE, "x.rego", 1, 1, null);
      assertThatThrownBy(() -> plan.run(foreign)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static Tuple tuple(@Nullable Object... values) {
    return Tuple.tuple(values);
  }

  private void assertFixtureError(String text, String message) throws IOException {
    write("users-service/fixtures.json", text);
    assertThatThrownBy(() -> run(TestOptions.defaults()))
        .isInstanceOf(PolicyLoadException.class)
        .hasMessageStartingWith(dir.resolve("users-service/fixtures.json").toString())
        .hasMessageContaining(message);
  }

  private void policy() throws IOException {
    write("users-service/allow.rego", POLICY);
    write("users-service/data.json", "{\"roles\": [\"admin\"]}");
  }

  private TestReport run(TestOptions options) throws IOException {
    return new PolicyFiles(dir).run(options);
  }

  private PolicySources sources() throws IOException {
    return new PolicyFiles(dir).sources();
  }

  private void write(String path, String text) throws IOException {
    new PolicyFiles(dir).write(path, text);
  }
}
