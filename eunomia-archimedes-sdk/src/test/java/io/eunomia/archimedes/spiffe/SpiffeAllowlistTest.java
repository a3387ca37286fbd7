package io.eunomia.archimedes.spiffe;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.policy.SpiffeId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpiffeAllowlistTest {
  private static final SpiffeId DEPLOYER = SpiffeId.parse("spiffe://example.org/ns/ci/sa/deploy");

  @Test
  void whenAnIdIsOnIt_thenOnlyExactlyThatOne() {
    SpiffeAllowlist list = SpiffeAllowlist.of(List.of(DEPLOYER));
    assertThat(list.permits(SpiffeId.parse("spiffe://example.org/ns/ci/sa/deploy"))).isTrue();
    assertThat(list.permits(SpiffeId.parse("spiffe://example.org/ns/ci/sa/deploy2"))).isFalse();
    assertThat(list.permits(SpiffeId.parse("spiffe://example.org/ns/ci/sa"))).isFalse();
    assertThat(list.permits(SpiffeId.parse("spiffe://example.org/ns/ci/sa/DEPLOY"))).isFalse();
    assertThat(list.permits(SpiffeId.parse("spiffe://example.com/ns/ci/sa/deploy"))).isFalse();
    assertThat(list).isEqualTo(SpiffeAllowlist.of(List.of(DEPLOYER, DEPLOYER)));
    assertThat(list).hasToString("[" + DEPLOYER + "]");
  }

  @Test
  void whenItIsEmpty_thenItPermitsNobody() {
    assertThat(SpiffeAllowlist.of(List.of()).permits(DEPLOYER)).isFalse();
  }

  @Test
  void whenWhatItWasMadeFromChanges_thenItDoesNot() {
    List<SpiffeId> ids = new ArrayList<>();
    SpiffeAllowlist list = SpiffeAllowlist.of(ids);
    ids.add(DEPLOYER);
    assertThat(list.permits(DEPLOYER)).isFalse();
    assertThat(list.ids()).isEmpty();
  }
}
