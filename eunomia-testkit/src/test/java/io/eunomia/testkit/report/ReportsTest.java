package io.eunomia.testkit.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.eunomia.testkit.TestCase;
import io.eunomia.testkit.TestDescription;
import io.eunomia.testkit.TestFailure;
import io.eunomia.testkit.TestOutcome;
import io.eunomia.testkit.TestReport;
import io.eunomia.testkit.TestResult;
import io.eunomia.testkit.trace.EvaluationTrace;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportsTest {
  private static final TestFailure FAILURE =
      new TestFailure("x < \"<&\u0001\"", "a_test.rego", 4, 3, Map.of("x", "1"));
  private static final TestReport REPORT =
      new TestReport(
          List.of(),
          List.of(
              rule("test_a", TestOutcome.PASSED, "", List.of("one", "two"), List.of(), null),
              rule("test_b", TestOutcome.FAILED, "undefined", List.of(), List.of(), FAILURE),
              rule(
                  "test_c",
                  TestOutcome.ERRORED,
                  "a.rego:7:8: eval_conflict_error: both",
                  List.of(),
                  List.of(),
                  null),
              rule("todo_test_d", TestOutcome.SKIPPED, "later", List.of(), List.of(), null),
              rule(
                  "test_e",
                  TestOutcome.FAILED,
                  "1 of 2 cases do not hold",
                  List.of(),
                  List.of(
                      new TestCase(
                          "group",
                          false,
                          List.of(
                              new TestCase("good", true, List.of(), null),
                              new TestCase("bad", false, List.of(), FAILURE)),
                          null)),
                  null),
              new TestResult(
                  new TestDescription(
                      "s: f", TestDescription.Kind.FIXTURE, "fixtures.json", 3, 5, "s"),
                  TestOutcome.FAILED,
                  "expected to be denied, but is allowed",
                  Duration.ofMillis(2),
                  List.of(),
                  List.of(),
                  null,
                  EvaluationTrace.NONE)),
          Duration.ofSeconds(1),
          null);

  private static TestResult rule(
      String name,
      TestOutcome outcome,
      String message,
      List<String> printed,
      List<TestCase> cases,
      @Nullable TestFailure failure) {
    TestDescription test =
        new TestDescription(
            "data.a_test." + name, TestDescription.Kind.RULE, "a_test.rego", 3, 1, null);
    return new TestResult(
        test,
        outcome,
        message,
        Duration.ofMillis(1),
        printed,
        cases,
        failure,
        EvaluationTrace.NONE);
  }

  @Test
  void whenWrittenForJUnit_thenSuitesCountWhatIsInThem() throws Exception {
    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(JUnitXml.of(REPORT))))
            .getDocumentElement();

    assertThat(root.getTagName()).isEqualTo("testsuites");
    assertThat(root.getAttribute("tests")).isEqualTo("7");
    NodeList suites = root.getElementsByTagName("testsuite");
    assertThat(suites.getLength()).isEqualTo(2);
    Element rules = (Element) suites.item(0);
    assertThat(rules.getAttribute("name")).isEqualTo("data.a_test");
    assertThat(rules.getAttribute("tests")).isEqualTo("6");
    assertThat(rules.getAttribute("failures")).isEqualTo("2");
    assertThat(rules.getAttribute("errors")).isEqualTo("1");
    assertThat(rules.getAttribute("skipped")).isEqualTo("1");
    NodeList cases = rules.getElementsByTagName("testcase");
    assertThat(((Element) cases.item(4)).getAttribute("name")).isEqualTo("test_e[group][good]");
    assertThat(((Element) cases.item(5)).getAttribute("time")).isEqualTo("0.000500");
    Element failure = (Element) rules.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("message")).isEqualTo("does not hold: x < \"<&\uFFFD\"");
    assertThat(failure.getTextContent())
        .isEqualTo("a_test.rego:3:1\na_test.rego:4:3: x < \"<&\uFFFD\"\n    x is 1");
    assertThat(rules.getElementsByTagName("system-out").item(0).getTextContent())
        .isEqualTo("one\ntwo");
    Element fixture = (Element) ((Element) suites.item(1)).getElementsByTagName("testcase").item(0);
    assertThat(fixture.getAttribute("name")).isEqualTo("f");
    assertThat(fixture.getAttribute("classname")).isEqualTo("s");
  }

  @Test
  void whenWrittenAsOpaDoes_thenEachTestSaysWhatBecameOfIt() {
    ArrayNode json = OpaJson.of(REPORT);

    assertThat(json.get(0).toString())
        .isEqualTo(
            "{\"location\":{\"file\":\"a_test.rego\",\"row\":3,\"col\":1},"
                + "\"package\":\"data.a_test\",\"name\":\"test_a\",\"kind\":\"rule\","
                + "\"duration\":1000000,\"output\":\"b25lCnR3bwo=\"}");
    assertThat(json.at("/1/fail").booleanValue()).isTrue();
    assertThat(json.at("/1/failure/location/row").asInt()).isEqualTo(4);
    assertThat(json.at("/2/error").toString())
        .isEqualTo(
            "{\"code\":\"eval_conflict_error\",\"message\":\"both\","
                + "\"location\":{\"file\":\"a.rego\",\"row\":7,\"col\":8}}");
    assertThat(json.at("/3/skip").booleanValue()).isTrue();
    assertThat(json.at("/4/sub_results/group/fail").booleanValue()).isTrue();
    assertThat(json.at("/4/sub_results/group/sub_results/good").toString())
        .isEqualTo("{\"name\":\"good\"}");
    assertThat(json.at("/5/package").asText()).isEqualTo("s");
  }

  @Test
  void whenWrittenForPeople_thenOnlyWhatDidNotPassIsShown() {
    assertThat(TextReport.of(REPORT, Style.PLAIN, false))
        .isEqualTo(
            """
            a_test.rego:3:1: FAILED data.a_test.test_b (1.0 ms)
                a_test.rego:4:3: x < "<&\u0001"
                    x is 1
            a_test.rego:3:1: ERRORED data.a_test.test_c (1.0 ms)
                a.rego:7:8: eval_conflict_error: both
            a_test.rego:3:1: SKIPPED data.a_test.todo_test_d (1.0 ms)
                later
            a_test.rego:3:1: FAILED data.a_test.test_e (1.0 ms)
                1 of 2 cases do not hold
                group: FAILED
                    good: PASSED
                    bad: FAILED
                        a_test.rego:4:3: x < "<&\u0001"
                            x is 1
            fixtures.json:3:5: FAILED s: f (2.0 ms)
                expected to be denied, but is allowed
            1 passed, 3 failed, 1 errored, 1 skipped in 1.00 s
            """);
    assertThat(TextReport.of(REPORT, Style.PLAIN, true))
        .contains("PASSED data.a_test.test_a (1.0 ms)\n    one\n    two\n");
    assertThat(TextReport.of(REPORT, Style.COLOURED, false))
        .contains("\u001b[1;31mFAILED\u001b[0m data.a_test.test_b");
  }

  @Test
  void whenWrittenAsOpaPrints_thenTestsThatDidNotPassAreListedByFile() {
    assertThat(PrettyReport.of(REPORT, false, false))
        .isEqualTo(
            """
            a_test.rego:
            data.a_test.test_b: FAIL (1ms)
            data.a_test.test_c: ERROR (1ms)
              a.rego:7:8: eval_conflict_error: both
            data.a_test.todo_test_d: SKIPPED
            data.a_test.test_e: FAIL (1ms)
              group: FAIL
                good: PASS
                bad: FAIL

            fixtures.json:
            s: f: FAIL (2ms)
              expected to be denied, but is allowed
            --------------------------------------------------------------------------------
            PASS: 1/6
            FAIL: 3/6
            SKIPPED: 1/6
            ERROR: 1/6
            """);
  }

  @Test
  void whenAllIsWanted_thenFailuresComeFirst() {
    assertThat(PrettyReport.of(REPORT, true, false))
        .startsWith(
            """
            FAILURES
            --------------------------------------------------------------------------------
            data.a_test.test_b: FAIL (1ms)

            data.a_test.test_e: FAIL (1ms)
              group: FAIL
                good: PASS
                bad: FAIL

            s: f: FAIL (2ms)

            SUMMARY
            --------------------------------------------------------------------------------
            a_test.rego:
            data.a_test.test_a: PASS (1ms)

              one
              two

            data.a_test.test_b: FAIL (1ms)
            """);
  }

  @Test
  void whenValuesAreWanted_thenTheyStandBelowTheExpressions() {
    assertThat(PrettyReport.of(REPORT, false, true))
        .startsWith(
            """
            FAILURES
            --------------------------------------------------------------------------------
            data.a_test.test_b: FAIL (1ms)

              a_test.rego:4:
                x < "<&\u0001"

                Where:

                x: 1

            data.a_test.test_e: FAIL (1ms)
              group: FAIL
                good: PASS
                bad: FAIL

              test_e[group][bad]:

                a_test.rego:4:
                  x < "<&\u0001"

                  Where:

                  x: 1

            s: f: FAIL (2ms)

              expected to be denied, but is allowed

            SUMMARY
            --------------------------------------------------------------------------------
            a_test.rego:
            data.a_test.test_b: FAIL (1ms)
            data.a_test.test_c: ERROR (1ms)
            """);
  }

  @Test
  void whenAllPass_thenOnlyTheirNumberIsPrinted() {
    TestReport passed =
        new TestReport(List.of(), REPORT.results().subList(0, 1), Duration.ofSeconds(1), null);

    assertThat(PrettyReport.of(passed, false, true)).isEqualTo("PASS: 1/1\n");
    assertThat(PrettyReport.of(passed, true, true))
        .isEqualTo(
            """
            a_test.rego:
            data.a_test.test_a: PASS (1ms)

              one
              two

            --------------------------------------------------------------------------------
            PASS: 1/1
            """);
    assertThat(
            PrettyReport.of(new TestReport(List.of(), List.of(), Duration.ZERO, null), true, true))
        .isEmpty();
  }
}
