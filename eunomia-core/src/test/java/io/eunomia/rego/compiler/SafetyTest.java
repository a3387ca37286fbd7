package io.eunomia.rego.compiler;

import static io.eunomia.rego.compiler.Compiled.errors;
import static io.eunomia.rego.compiler.Compiled.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.rego.parser.ParserOptions;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Variables that nothing binds, and the order that binds them in time. */
class SafetyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x > 1                         | x
          not x = 1                     | x
          x = y                         | x, y
          x == 1                        | x
          count(x)                      | x
          plus(x, 1, y)                 | x, y
          x.y = 1                       | x
          input[x] > y                  | y
          not input.a[_]                | _
          every v in xs { v > 1 }       | xs
          every v in [1] { v > y }      | y
          count([x ~ x > 1]) = 0      | x
          [x ~ y = 1] = []            | x
          {x} = {1}                     | x
          {x: 1} = {"a": 1}             | x
          y = 1 with input as x         | x, y
          """)
  void whenAVariableIsUnbound_thenItIsReported(String body, String names) {
    List<String> expected =
        List.of(names.split(", ", -1)).stream()
            .map(name -> "3 rego_unsafe_var_error: var " + name + " is unsafe")
            .toList();
    assertThat(errors("package a\np if {\n" + body.replace("~", "|") + "\n}"))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void whenAHeadsVariableIsUnbound_thenTheRuleIsReported() {
    assertThat(errors("package a\np := x\nq contains y if true\nr[z] := 1\nf(a) := b if a\n"))
        .containsExactly(
            "2 rego_unsafe_var_error: var x is unsafe",
            "3 rego_unsafe_var_error: var y is unsafe",
            "4 rego_unsafe_var_error: var z is unsafe",
            "5 rego_unsafe_var_error: var b is unsafe");
  }

  @Test
  void whenAKeywordIsMissingItsImport_thenTheMessageSaysSo() {
    assertThat(errors(Compiled.OPTIONS, ParserOptions.V0, "package a\np { every.x }"))
        .containsExactly(
            "2 rego_unsafe_var_error: var every is unsafe (hint: `import future.keywords.every`"
                + " to import a future keyword)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [x, 1] = [1, y]; x = y             | [x, 1] = [1, y]; x = y
          [x, y] = z; z = [1, 2]             | z = [1, 2]; [x, y] = z
          {"a": x} = {"a": y}; y = 1         | y = 1; {"a": x} = {"a": y}
          not y; y = input.x                 | y = input.x; not y
          [z ~ z = x] = y; x = 1; y        | x = 1; y = [_0 ~ _0 = x]; y
          input.a[x] = y; x = 1              | input.a[x] = y; x = 1
          y = data.b[x][z]; input.c = z; x   | y = data.b[x][z]; input.c = z; x
          """)
  void whenOrderMatters_thenWhatBindsComesFirst(String body, String expected) {
    assertThat(rules("package a\np if { " + body.replace("~", "|") + " }"))
        .isEqualTo("data.a.p = true { " + expected.replace("~", "|") + " }\n");
  }

  /** The checker of the normal form finds every variable bound, whatever the order was. */
  @Property(tries = 50)
  void whenAChainIsShuffled_thenItIsOrdered(
      @ForAll @IntRange(min = 1, max = 40) int length, @ForAll Random random) {
    List<String> lines =
        IntStream.range(0, length)
            .mapToObj(i -> "x" + (i + 1) + " = [x" + i + ", count([y | y = x" + i + "])]")
            .collect(Collectors.toList());
    lines.add("x0 = input.x");
    Collections.shuffle(lines, random);
    assertThat(rules("package a\np := x" + length + " if {\n" + String.join("\n", lines) + "\n}"))
        .contains("x0 = input.x");
  }
}
