package io.eunomia.archimedes.engine.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ValueOrderTest {
  @Test
  void whenSorted_thenAsRegoSorts() {
    List<Value> ordered =
        Stream.of(
                "null",
                "false",
                "true",
                "-1",
                "0.5",
                "1",
                "\"\"",
                "\"a\"",
                "\"b\"",
                "\"\uFFFD\"",
                "\"😀\"",
                "[]",
                "[1]",
                "[1, 0]",
                "[2]",
                "{}",
                "{\"a\": 1}",
                "{\"a\": 2}",
                "{\"b\": 0}",
                "set()",
                "{1}",
                "{1, 2}",
                "{2}")
            .map(TermText::read)
            .toList();
    List<Value> shuffled = new ArrayList<>(ordered);
    Collections.shuffle(shuffled, new Random(7));
    shuffled.sort(ValueOrder.INSTANCE);
    assertThat(shuffled).isEqualTo(ordered);
  }

  @Test
  void whenTextIsNoTerm_thenSaysWhere() {
    for (String bad : List.of("", "{", "[1", "{1:", "{1: 2", "\"a", "\"\\u12\"", "tru", "1 2")) {
      assertThatThrownBy(() -> TermText.read(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("at character");
    }
    assertThatThrownBy(() -> TermText.read("[".repeat(1001))).hasMessageContaining("nested deeper");
  }
}
