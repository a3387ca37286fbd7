package io.eunomia.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.policy.PolicyInput;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies and data of any size, and the policies that other engines are compared on. */
class GrowingPoliciesTest {
  @ParameterizedTest
  @CsvSource({"10, 10", "100, 100", "1000, 500", "10000, 500"})
  void whenThereAreManyRules_thenRequestsAreSpreadOverAllOfThem(int rules, int asked) {
    DecisionSet decisions = ManyOperations.decisions(rules);

    assertThat(decisions.rego().split("\nallow if", -1)).hasSize(rules + 1);
    assertThat(decisions.requests().stream().map(PolicyInput::operationId).distinct())
        .hasSize(asked);
    assertThat(numbers(decisions)).contains(0).anyMatch(number -> number >= rules * 9 / 10);
    telling(decisions);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 1000})
  void whenThereIsMuchData_thenItIsAsLargeAsWasAskedFor(int kilobytes) {
    DecisionSet decisions = ManyUsers.decisions(kilobytes);

    assertThat(decisions.data().length())
        .isCloseTo(kilobytes * 1000, Percentage.withPercentage(10));
    telling(decisions);
  }

  @Test
  void whenEnginesAreAsked_thenTheyAgree() {
    Stream.of(ManyOperations.decisions(100), ManyUsers.decisions(10))
        .map(Engines::new)
        .forEach(Engines::close);
    assertThatCode(() -> new DemoPolicyBenchmark().close()).doesNotThrowAnyException();
    assertThatCode(() -> new CasbinEngine(BenchmarkPolicy.decisions())).doesNotThrowAnyException();
  }

  @Test
  void whenJavaSaysOtherwise_thenNothingIsMeasured() {
    DecisionSet right = BenchmarkPolicy.decisions();
    DecisionSet wrong =
        new DecisionSet(
            right.rego(), right.entrypoint(), right.data(), right.requests(), input -> true);

    assertThatThrownBy(() -> new Engines(wrong)).hasMessageContaining("says otherwise");
    assertThatThrownBy(() -> new CasbinEngine(wrong)).hasMessageContaining("jCasbin says false");
    assertThatThrownBy(() -> Agreement.checkTelling(1, 500)).hasMessageContaining("tell nothing");
  }

  @Test
  void whenRequestsAreMadeAnew_thenTheyAreEqualAndNoneIsTheSame() {
    assertThat(Requests.all())
        .allSatisfy(
            request -> {
              PolicyInput again = Requests.again(request);

              assertThat(again).isEqualTo(request);
              assertThat(again.operationId()).isNotSameAs(request.operationId());
            });
  }

  private static Stream<Integer> numbers(DecisionSet decisions) {
    return decisions.requests().stream()
        .map(request -> request.operationId().replaceAll("\\D", ""))
        .map(Integer::valueOf);
  }

  private static void telling(DecisionSet decisions) {
    long allowed = decisions.requests().stream().filter(decisions.handWritten()).count();
    Agreement.checkTelling((int) allowed, decisions.requests().size());
  }
}
