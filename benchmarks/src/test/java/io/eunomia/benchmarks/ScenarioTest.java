package io.eunomia.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyInput;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The worlds of the scenarios, and that Rego says of them what Java does. */
class ScenarioTest {
  @ParameterizedTest
  @EnumSource
  void whenAWorldIsMadeTwice_thenItIsTheSame(Scenario scenario) {
    DecisionSet one = scenario.decisions(20);
    DecisionSet other = scenario.decisions(20);

    assertThat(one.data()).isEqualTo(other.data());
    assertThat(one.requests()).isEqualTo(other.requests());
  }

  @ParameterizedTest
  @EnumSource
  void whenAWorldGrows_thenRequestsAreAsManyAndTellSomething(Scenario scenario) {
    for (int n : new int[] {5, 10, 20, 50}) {
      DecisionSet decisions = scenario.decisions(n);
      long allowed = decisions.requests().stream().filter(decisions.handWritten()).count();

      assertThat(decisions.requests()).hasSize(Requests.COUNT);
      assertThat(allowed).isBetween(Requests.COUNT / 10L, Requests.COUNT * 9L / 10);
    }
  }

  @ParameterizedTest
  @EnumSource
  @SuppressWarnings("resource")
  void whenEnginesAreAsked_thenTheyAgree(Scenario scenario) {
    DecisionSet small = scenario.decisions(5);

    Stream.of(small, small.withEntitiesInRequests(), scenario.decisions(50))
        .map(Engines::new)
        .forEach(Engines::close);
  }

  @ParameterizedTest
  @EnumSource
  void whenNobodyKnowsTheUserOrTheThing_thenJavaDenies(Scenario scenario) {
    DecisionSet decisions = scenario.decisions(5);

    assertThat(decisions.handWritten()).rejects(request("nobody", "read", "nothing"));
    assertThat(decisions.handWritten()).rejects(request("user_0", "unknown", "doc_0"));
  }

  @ParameterizedTest
  @CsvSource({"createList, true", "getLists, true", "deleteList, false", "editShares, false"})
  void whenAStrangerAsksTinytodo_thenOnlyWhatIsOpenToAllIsAllowed(
      String operation, boolean allowed) {
    assertThat(Tinytodo.decisions(5).handWritten().test(request("stranger", operation, "list_0")))
        .isEqualTo(allowed);
  }

  @Test
  void whenARequestIsMade_thenItsStringsAreNobodyElses() {
    PolicyInput one = Gdrive.decisions(5).requests().get(0);
    PolicyInput other = Gdrive.decisions(5).requests().get(0);

    assertThat(one).isEqualTo(other);
    assertThat(one.operationId()).isNotSameAs(other.operationId());
    assertThat(one.caller().id()).isNotSameAs(other.caller().id());
  }

  private static PolicyInput request(String user, String operation, String thing) {
    return PolicyInput.builder(Caller.user(user), "scenario", operation, "POST", "/v1/x")
        .context("resource", thing)
        .context("repository", thing)
        .context("list", thing)
        .build();
  }
}
