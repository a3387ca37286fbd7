package io.eunomia.rego.analysis.check;

import io.eunomia.rego.analysis.Marked;
import org.junit.jupiter.api.Test;

class DuplicateDefinitionsTest {
  @Test
  void whenADefinitionIsThereTwice_thenTheSecondIsFound() {
    Marked.check(
        """
        # FILE a.rego
        package p

        allow if {
        	input.x == 1
        	input.y == 2
        }

        reasons contains "a" if some role in input.roles

        f(x) := y if y := x + 1
        # FILE b.rego
        package p

        allow if { # FINDS eunomia_duplicate
        	input.y == 2
        	input.x == 1
        }

        reasons contains "a" if some r in input.roles # FINDS eunomia_duplicate

        f(a) := b if b := a + 1 # FINDS eunomia_duplicate
        """);
  }

  @Test
  void whenDefinitionsDiffer_thenNothingIsFound() {
    Marked.check(
        """
        # FILE a.rego
        package p

        allow if input.x == 1

        allow if input.x == 2

        reasons contains "a" if input.x

        reasons contains "b" if input.x

        f(x, y) := x if x > y

        f(x, y) := x if y > x

        owner[id] := user if some id, user in input.owners
        # FILE b.rego
        package q

        allow if input.x == 1

        owner[user] := id if some id, user in input.owners

        owner[id] := user if some id, user in input.owners
        """);
  }
}
