package io.eunomia.rego.analysis.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.rego.analysis.AnalysisOptions;
import io.eunomia.rego.analysis.Finding;
import io.eunomia.rego.analysis.Marked;
import io.eunomia.rego.source.Severity;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConflictingDefinitionsTest {
  @Test
  void whenConditionsCanHoldTogether_thenThatIsFound() {
    List<Finding> found =
        Marked.check(
            """
            package p

            limit := 100 if input.role == "admin"

            limit := 10 if input.amount > 50 # FINDS eunomia_conflict
            """);

    assertThat(found.get(0).diagnostic().message())
        .isEqualTo(
            "two definitions of limit may give different values with the input"
                + " {\"amount\":51,\"role\":\"admin\"}");
    assertThat(found.get(0).diagnostic().notes().get(0).span().line()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "input.x == \"a\" | input.x == \"b\"",
        "input.x == 1 | input.x == \"1\"",
        "input.x in {1, 2} | input.x in {3}",
        "input.x in {1, 2} | not input.x in {1, 2, 3}",
        "input.x < 5 | input.x >= 5",
        "input.x <= 5 | 6 <= input.x",
        "input.x | not input.x",
        "input.x == false | input.x",
        "is_string(input.x) | is_number(input.x)",
        "is_string(input.x) | not is_string(input.x)",
        "is_string(input.x) | input.x == 3",
        "startswith(input.x, \"a/\") | startswith(input.x, \"b/\")",
        "startswith(input.x, \"a/b\") | not startswith(input.x, \"a/\")",
        "startswith(input.x, \"a/\") | input.x == \"b\"",
        "endswith(input.x, \".a\") | endswith(input.x, \".b\")",
        "startswith(input.x, \"a\") | is_array(input.x)",
        "\"a\" in input.x | not \"a\" in input.x",
        "input.x == input.y | input.x != input.y",
        "input.x < input.y | input.x >= input.y",
        "input.x.y == 1 | input.x == 2",
        "x := input.x; x == 1 | y := input.x; y == 2",
        "input[\"x\"] == 1 | input.x == 2",
        "count(input.x) > 3 | count(input.x) < 2",
        "lower(input.x) == \"a\" | lower(input.x) == \"b\"",
        "regex.match(`^a`, input.x) | not regex.match(`^a`, input.x)",
        "is_user | is_key",
        "is_user | not is_user",
        "has(\"a\") | not has(\"a\")",
        "kind == \"u\" | kind == \"k\"",
        "is_one | input.x == 2",
        "is_one | not is_one",
        "nobody | input.x == \"user\"",
        "input.x == wanted | input.x == 2",
        "is_type(\"user\") | is_type(\"key\")"
      })
  void whenConditionsExcludeEachOther_thenNothingIsFound(String pair) {
    String[] bodies = pair.split(" \\| ", -1);
    Marked.check(
        """
        package p

        r := 1 if { %s }

        r := 2 if { %s }

        is_user if input.x == "user"

        is_key if input.x == "key"

        has(role) if role in input.roles

        kind := "u" if is_user

        kind := "k" if is_key

        is_one if input.x == 1

        is_one if input.x == 3

        default nobody := true

        nobody := false if input.x == "user"

        wanted := 1

        is_type(type) if input.x == type
        """
            .formatted(bodies[0], bodies[1]));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "input.x == \"a\" | input.y == \"b\"",
        "input.x in {1, 2} | input.x in {2, 3}",
        "input.x < 5 | input.x > 4",
        "input.x < 5 | not input.x == 3",
        "startswith(input.x, \"a\") | startswith(input.x, \"ab\")",
        "\"a\" in input.roles | \"b\" in input.roles",
        "some r in input.roles; r == \"a\" | some r in input.roles; r == \"b\"",
        "input.roles[_] == \"a\" | input.roles[_] == \"b\"",
        "some r in input.items; r.price > 5 | some r in input.items; r.price < 3",
        "input.x.y == input.z | input.x.y == 3",
        "not input.x | input.y",
        "not \"a\" in input.roles | input.x == 1",
        "input.x in input.xs | input.y == 1"
      })
  void whenAnExampleIsNeeded_thenItIsFoundAndSaysSo(String pair) {
    String[] bodies = pair.split(" \\| ", -1);
    Marked.check(
        """
        package p

        r := 1 if { %s }

        r := 2 if { %s } # FINDS eunomia_conflict
        """
            .formatted(bodies[0], bodies[1]));
  }

  @Test
  void whenValuesAreEqualOrOrdered_thenNothingIsFound() {
    Marked.check(
        """
        package p

        same := 1 if input.x

        same := 1 if input.y

        same_path := input.z if input.x

        same_path := input.z if input.y

        ordered := 1 if {
        	input.x
        } else := 2 if {
        	input.y
        }

        default defaulted := 1

        defaulted := 2 if input.x

        many contains 1 if input.x

        many contains 2 if input.y

        member.a := 1 if input.x

        member.b := 2 if input.y
        """);
  }

  @Test
  void whenValuesAreFromTheInput_thenTheyCanDiffer() {
    Marked.check(
        """
        package p

        label := input.caller.user_id if input.caller.type == "user"

        label := input.caller.key_id if input.caller.type == "key"

        name := input.caller.user_id if input.caller.a

        name := input.caller.key_id if input.caller.b # FINDS eunomia_conflict

        level := 3 if input.caller.a

        level := input.level if input.caller.b # FINDS eunomia_conflict
        """);
  }

  @Test
  void whenFunctionsAreAmbiguous_thenAnExampleCallIsGiven() {
    List<Finding> found =
        Marked.check(
            """
            package p

            fee(amount) := 1 if amount > 10

            fee(amount) := 5 if amount > 100 # FINDS eunomia_conflict

            by_kind("a", _) := 1

            by_kind("b", _) := 2

            by_kind(kind, 3) := 3 if startswith(kind, "c")

            sizes(x) := 1 if x < 10

            sizes(x) := 2 if x >= 10

            two(x, y) := 1 if x == y

            two(x, y) := 2 if y == "z" # FINDS eunomia_conflict
            """);

    assertThat(found.get(0).diagnostic().message())
        .isEqualTo("two definitions of fee may give different values for fee(101)");
    assertThat(found.get(1).diagnostic().message()).endsWith(" for two(\"z\", \"z\")");
  }

  @Test
  void whenElseOfOneCanMeetTheOther_thenItIsFoundThere() {
    Marked.check(
        """
        package p

        r := 1 if {
        	input.x == 1
        } else := 2 if {
        	input.y == 1
        }

        r := 3 if input.x == 1 # FINDS eunomia_conflict

        s := 1 if {
        	input.x == 1
        } else := 2 if {
        	input.y == 1
        }

        s := 1 if input.x == 1 # FINDS eunomia_shadowed
        """);
  }

  @Test
  void whenParametersArePatterns_thenTheirPartsAreLookedInto() {
    List<Finding> found =
        Marked.check(
            """
            package p

            first([x, y]) := x

            first([x, y]) := y if x > 3 # FINDS eunomia_conflict

            named({"kind": "a", "name": name}) := name

            named({"kind": "b", "id": id}) := id

            either({"name": name}) := name

            either({"id": id}) := id # FINDS eunomia_conflict

            nested([["a", x]]) := x

            nested([["b", y]]) := 1
            """);

    assertThat(found)
        .extracting(each -> each.diagnostic().message())
        .containsExactly(
            "two definitions of first may give different values for first([4,\"x2\"])",
            "two definitions of either may give different values for"
                + " either({\"id\":\"id\",\"name\":\"name\"})");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "r := input.users[_].role",
        "r := x.role if { some x in input.users; x.id == input.id }",
        "r := role if { role := input.users[i].role; input.users[i].id == input.id }",
        "r := lower(x) if some x in input.names",
        "r := {\"role\": x} if some x in input.names",
        "r := [x, 1] if some x in input.names",
        "r := i if some i, \"admin\" in input.roles",
        "r(x) := y if y := x.list[_]",
        "r := 1 if { input.a } else := x if { some x in input.names }"
      })
  void whenOneDefinitionFindsAnyElement_thenThatIsAWarning(String rule) {
    AnalysisOptions confirming = AnalysisOptions.defaults().withTrial(Set::copyOf);
    List<Finding> found =
        Marked.check("package p\n\n" + rule + " # FINDS eunomia_conflict\n", confirming);

    assertThat(found.get(0).diagnostic().severity()).isEqualTo(Severity.WARNING);
    assertThat(found.get(0).diagnostic().message())
        .startsWith("one definition of r gives different values ");
    assertThat(found.get(0).diagnostic().notes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "r := x if x := input.a",
        "r := input.a if some x in input.names",
        "r := m if m := max([x | some x in input.xs])",
        "r := x if [x, _] := input.pair",
        "r := x if { some x in input.xs; x == 3 }",
        "r := x if { some x in input.xs; x == input.y }",
        "r := {x | some x in input.xs}",
        "r(x) := x",
        "r([x, y]) := [y, x]",
        "r contains x if some x in input.xs",
        "r[x] := 1 if some x in input.xs"
      })
  void whenOneDefinitionFindsOneValue_thenNothingIsFound(String rule) {
    Marked.check("package p\n\n" + rule + "\n");
  }

  @Test
  void whenATrialRefutesExamples_thenNothingIsFound() {
    AnalysisOptions refuting = AnalysisOptions.defaults().withTrial(examples -> Set.of());
    Marked.check("package p\n\nr := 1 if input.x\n\nr := 2 if input.y\n", refuting);

    AnalysisOptions confirming = AnalysisOptions.defaults().withTrial(Set::copyOf);
    List<Finding> found =
        Marked.check(
            "package p\n\nr := 1 if input.x\n\nr := 2 if input.y # FINDS eunomia_conflict\n",
            confirming);
    assertThat(found.get(0).diagnostic().severity()).isEqualTo(Severity.ERROR);
    assertThat(found.get(0).diagnostic().message())
        .contains(" give different values with the input ");
  }
}
