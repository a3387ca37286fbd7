package io.eunomia.archimedes.activation;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.VersionedPolicy;
import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyInput;
import org.junit.jupiter.api.Test;

class RecentInputsTest {
  @Test
  void whenNothingWasOffered_thenThereIsNone() {
    assertThat(new RecentInputs().sample()).isEmpty();
  }

  @Test
  void whenManyWereOffered_thenThereAreAFewOfTheLast() {
    RecentInputs recent = new RecentInputs();
    for (int i = 0; i < 100_000; i++) {
      recent.offer(VersionedPolicy.INPUT);
    }
    PolicyInput later =
        PolicyInput.builder(Caller.user("u-2"), "demo", "put", "PUT", "/later").build();
    for (int i = 0; i < 100_000; i++) {
      recent.offer(later);
    }
    // Each of the 32 was replaced 49 times on average: none was not, but once in 10^20 runs.
    assertThat(recent.sample()).hasSize(32).containsOnly(later);
  }
}
