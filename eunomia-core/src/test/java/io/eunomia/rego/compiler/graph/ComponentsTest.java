package io.eunomia.rego.compiler.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ComponentsTest {
  private static final int VERTEXES = 12;

  @Property
  void whenTwoReachEachOther_thenTheyAreOneComponent(
      @ForAll @Size(max = 40) List<@IntRange(max = VERTEXES * VERTEXES - 1) Integer> pairs) {
    List<Set<Integer>> edges = new ArrayList<>();
    boolean[][] reaches = new boolean[VERTEXES][VERTEXES];
    for (int i = 0; i < VERTEXES; i++) {
      edges.add(new LinkedHashSet<>());
      reaches[i][i] = true;
    }
    for (int pair : pairs) {
      edges.get(pair / VERTEXES).add(pair % VERTEXES);
      reaches[pair / VERTEXES][pair % VERTEXES] = true;
    }
    for (int via = 0; via < VERTEXES; via++) {
      for (int from = 0; from < VERTEXES; from++) {
        for (int to = 0; to < VERTEXES; to++) {
          reaches[from][to] |= reaches[from][via] && reaches[via][to];
        }
      }
    }
    int[] component = Components.of(edges);
    for (int from = 0; from < VERTEXES; from++) {
      for (int to = 0; to < VERTEXES; to++) {
        assertThat(component[from] == component[to])
            .isEqualTo(reaches[from][to] && reaches[to][from]);
        if (reaches[from][to]) {
          assertThat(component[to]).isLessThanOrEqualTo(component[from]);
        }
      }
    }
  }
}
