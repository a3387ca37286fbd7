package io.eunomia.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Hierarchies as Java walks them. */
class GraphTest {
  private static final Graph GRAPH =
      new Graph(
          Map.of(
              "a",
              List.of("b"),
              "b",
              List.of("c", "d"),
              "c",
              List.of("a"),
              "d",
              List.of(),
              "e",
              List.of()));

  @Test
  void whenAConditionHoldsAtAnyDepth_thenItIsFound() {
    assertThat(GRAPH.anyFrom("a", "a"::equals)).isTrue();
    assertThat(GRAPH.anyFrom("a", "d"::equals)).isTrue();
  }

  @Test
  void whenItHoldsElsewhereAlone_thenTheWalkEndsInSpiteOfCycles() {
    assertThat(GRAPH.anyFrom("a", "e"::equals)).isFalse();
  }

  @Test
  void whenTheStartIsUnknown_thenNothingHolds() {
    assertThat(GRAPH.anyFrom("x", node -> true)).isFalse();
  }

  /** Each node links to the two that two numbers say. */
  @Property(tries = 200)
  void whenAGraphIsWalked_thenAllIsReachedThatIsLinked(
      @ForAll @Size(min = 8, max = 8) List<@IntRange(max = 7) Integer> one,
      @ForAll @Size(min = 8, max = 8) List<@IntRange(max = 7) Integer> other) {
    Map<String, List<String>> parents = new HashMap<>();
    for (int i = 0; i < 8; i++) {
      parents.put("n" + i, List.of("n" + one.get(i), "n" + other.get(i)));
    }
    Set<String> reached = new HashSet<>(Set.of("n0"));
    for (int i = 0; i < 8; i++) {
      Set.copyOf(reached).forEach(node -> reached.addAll(parents.getOrDefault(node, List.of())));
    }

    Graph graph = new Graph(parents);

    assertThat(parents.keySet())
        .allSatisfy(
            node ->
                assertThat(graph.anyFrom("n0", node::equals)).isEqualTo(reached.contains(node)));
  }
}
