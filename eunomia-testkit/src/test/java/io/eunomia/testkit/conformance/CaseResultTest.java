package io.eunomia.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.testkit.conformance.Verdict.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CaseResultTest {
  private static final Verdict FAILED = Verdict.failed("wrong");
  private static final Verdict UNSUPPORTED = Verdict.unsupported("a builtin");

  @Test
  void whenOneEngineFails_thenCaseFailsAndNamesIt() {
    CaseResult result = CaseResult.of(Map.of("a", Verdict.PASSED, "b", FAILED));

    assertThat(result.verdict()).isEqualTo(Verdict.failed("b: wrong"));
  }

  @Test
  void whenOneEngineLacksSomething_thenOthersDecide() {
    CaseResult result = CaseResult.of(Map.of("a", Verdict.PASSED, "b", UNSUPPORTED));

    assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void whenAllEnginesLackSomething_thenUnsupported() {
    CaseResult result = CaseResult.of(Map.of("a", UNSUPPORTED, "b", UNSUPPORTED));

    assertThat(result.verdict().outcome()).isEqualTo(Outcome.UNSUPPORTED);
  }
}
