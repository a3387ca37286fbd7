package io.eunomia.rego.analysis.check;

import io.eunomia.rego.analysis.Marked;
import org.junit.jupiter.api.Test;

class ShadowedDefinitionsTest {
  @Test
  void whenADefinitionMakesNoDifference_thenItIsFound() {
    Marked.check(
        """
        package p

        a if input.role in {"admin", "owner"}

        a if { # FINDS eunomia_shadowed
        	input.role == "admin"
        	input.method == "GET"
        }

        b if input.x > 10 # FINDS eunomia_shadowed

        b if input.x > 5

        c := 1 if {
        	input.x
        } else := 2 if {
        	not input.x
        } else := 3 # FINDS eunomia_shadowed

        d := 1 if {
        	true
        } else := 2 # FINDS eunomia_shadowed

        default e := false # FINDS eunomia_shadowed

        e := true

        f(x) if startswith(x, "a/b") # FINDS eunomia_shadowed

        f(x) if startswith(x, "a")

        g contains "r" if {
        	some role in input.roles
        	permits(role)
        }

        g contains "r" if { # FINDS eunomia_shadowed
        	some role in input.roles
        	permits(role)
        	input.x
        }

        permits(role) if data.permissions[role]

        h if input.x == 1

        h if is_one # FINDS eunomia_shadowed

        is_one if input.x == 1

        i := 1 if {
        	input.x == 1
        } else := 2 if { # FINDS eunomia_shadowed
        	input.x == 1
        	input.y == 1
        }
        """);
  }

  @Test
  void whenEachDefinitionCounts_thenNothingIsFound() {
    Marked.check(
        """
        package p

        a if input.x == 1

        a if input.y == 1

        b if input.x > 5

        b if input.x < 10

        c := 1 if {
        	input.x
        } else := 2 if {
        	input.y
        } else := 3

        default d := false

        d if input.x

        default f(_) := 0

        f(x) := 1 if x == 1

        g contains "a" if input.x

        g contains "b" if {
        	input.x
        	input.y
        }

        h if "a" in input.roles

        h if {
        	some role in input.roles
        	role != "a"
        }

        i if not input.x == 1

        i if input.x != 2

        owner[id] := "x" if id := input.id

        owner[id] := "x" if {
        	id := input.other
        	input.x
        }

        undefined_or := input.z if {
        	input.x
        } else := 3

        undefined_value := input.z

        default undefined_value := 1
        """);
  }
}
