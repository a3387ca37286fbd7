package io.eunomia.rego.analysis.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.rego.analysis.Finding;
import io.eunomia.rego.analysis.Marked;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContradictoryConditionsTest {
  @Test
  void whenConditionsExcludeEachOther_thenBothAreShown() {
    List<Finding> found =
        Marked.check(
            """
            package p

            a if {
            	input.x == 1
            	input.z
            	input.x == 2 # FINDS eunomia_contradiction
            }

            b if {
            	is_user
            	is_key # FINDS eunomia_contradiction
            }

            is_user if input.caller.type == "user"

            is_key if input.caller.type == "api_key"

            c if {
            	input.amount > 10
            	input.amount < 5 # FINDS eunomia_contradiction
            }

            d if {
            	some role in input.roles
            	role == "a"
            	role == "b" # FINDS eunomia_contradiction
            }

            e contains x if {
            	x := input.e
            	x == "a"
            	not startswith(x, "a") # FINDS eunomia_contradiction
            }

            f(x) if {
            	x in {1, 2}
            	x > 2 # FINDS eunomia_contradiction
            }

            g := 1 if {
            	input.y
            } else := 2 if {
            	is_string(input.x)
            	input.x > 3
            	is_number(input.x) # FINDS eunomia_contradiction
            }

            h if {
            	input.x == 1
            	input.y == 2
            	input.x == input.y # FINDS eunomia_contradiction
            }

            i if {
            	1 == 2 # FINDS eunomia_contradiction
            }

            j if {
            	input.x.y == 1
            	input.x == "y" # FINDS eunomia_contradiction
            }
            """);

    assertThat(found.get(0).diagnostic().notes().get(0).span().line()).isEqualTo(4);
  }

  @Test
  void whenConditionsCanHoldTogether_thenNothingIsFound() {
    Marked.check(
        """
        package p

        numbers_are_not_all if {
        	input.x > 10
        	is_string(input.x)
        }

        nothing_is_less if {
        	input.x < 10
        	input.x == null
        }

        several if {
        	input.roles[_] == "a"
        	input.roles[_] == "b"
        }

        two if {
        	some a in input.roles
        	some b in input.roles
        	a == "x"
        	b == "y"
        }

        everybody_else if {
        	some a in input.roles
        	a != "x"
        	"x" in input.roles
        }

        not_all if {
        	not has_admin
        	"x" in input.roles
        }

        some_index if {
        	some i
        	input.roles[i] == "x"
        	i > 3
        }

        undefined_is_not_false if {
        	not input.x == 1
        	not input.x == 2
        	not input.x
        }

        under_with if {
        	is_one with input.x as 1
        	not is_one with input.x as 2
        }

        is_one if input.x == 1

        functions_of_others if {
        	is_a(input.x)
        	not is_a(input.y)
        }

        is_a(x) if x == "a"

        some_is_a if {
        	some x in input.roles
        	is_a(x)
        	some y in input.roles
        	not is_a(y)
        }

        walked if {
        	walk(input, [["a"], 1])
        	walk(input, [["b"], 2])
        }

        data_can_change if {
        	data.limit == 1
        	input.x == data.limit
        }

        between if {
        	input.x > 4
        	input.x < 5
        }

        any_of if {
        	is_one
        	either
        }

        either if input.x == 1

        either if input.x == 2

        index if {
        	input.xs[0] == 1
        	input.xs[1] == 2
        }

        members if {
        	some key, value in input.object
        	key == "a"
        	value == "b"
        }

        sets if {
        	input.s["a"]
        	"a" in input.s
        }

        negated_rules if {
        	not has_admin
        	not has_other
        	input.roles
        }

        has_admin if "admin" in input.roles

        has_other if {
        	some role in input.roles
        	role != "admin"
        }
        """);
  }
}
