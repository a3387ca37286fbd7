package io.eunomia.archimedes.engine.builtins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuiltinContextTest {
  private final BuiltinContext context = new BuiltinContext(Clock.systemUTC());

  @Test
  void whenSomethingIsCached_thenItCannotAskForTimeOrChance() {
    assertThatIllegalStateException()
        .isThrownBy(() -> context.cached("k", context::now))
        .withMessageContaining("outlives the evaluation");
    assertThatIllegalStateException()
        .isThrownBy(() -> context.cached("k", () -> context.draw("d", random -> 1)));
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                context.cached(
                    "k",
                    () -> {
                      context.cached("inner", () -> 1);
                      return context.now();
                    }));
    // Only while it is made.
    assertThat(context.now()).isEqualTo(context.now());
    assertThat(context.<Integer, RuntimeException>cached("k", () -> 3)).isEqualTo(3);
  }

  @Test
  void whenDrawingDrawsByOtherKeys_thenAllAreKept() {
    List<Integer> first =
        context.draw("a", random -> List.of(random.nextInt(), context.draw("b", r -> r.nextInt())));
    List<Integer> again = context.draw("a", random -> List.of(0));
    assertThat(again).isEqualTo(first);
    int inner = context.draw("b", random -> 0);
    assertThat(inner).isEqualTo(first.get(1));
  }

  @Test
  void whenMuchWasDrawn_thenNothingOfItIsLeft() {
    for (int i = 0; i < 5000; i++) {
      context.draw(i, random -> "old");
    }
    context.begin();
    String drawn = context.draw(1, random -> "new");
    assertThat(drawn).isEqualTo("new");
  }
}
