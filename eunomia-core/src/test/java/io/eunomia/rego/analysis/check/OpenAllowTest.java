package io.eunomia.rego.analysis.check;

import io.eunomia.rego.analysis.AnalysisOptions;
import io.eunomia.rego.analysis.Marked;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAllowTest {
  private static final AnalysisOptions SERVICE =
      AnalysisOptions.defaults().withServices(List.of("s.authz"));

  @Test
  void whenNobodyIsLookedAt_thenTheDefinitionIsFound() {
    Marked.check(
        """
        # FILE s.rego
        package s.authz

        default allow := false

        allow if input.operation_id == "health" # FINDS eunomia_open_allow

        allow if { # FINDS eunomia_open_allow
        	is_public
        }

        allow if {
        	input.caller.type == "user"
        	input.x
        } else if { # FINDS eunomia_open_allow
        	input.context.y
        }

        is_public if input.operation_id in data.public
        """,
        SERVICE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "allow if input.caller.type == \"user\"",
        "allow if callers.known",
        "allow if is_known(input)",
        "allow if not input.caller.blocked",
        "allow := data.s.authz.decided",
        "allow if input[data.members[_]]",
        "allow if count(reasons) == 0"
      })
  void whenSomebodyIsLookedAt_thenNothingIsFound(String allow) {
    Marked.check(
        """
        # FILE s.rego
        package s.authz

        import data.callers

        default allow := false

        %s

        decided := input.caller.admin

        is_known(request) if request.caller

        reasons contains "unknown" if not callers.known
        # FILE callers.rego
        package callers

        known if input.caller.id in data.known
        # FILE other.rego
        package other

        allow if input.operation_id == "health"
        """
            .formatted(allow),
        SERVICE);
  }

  @Test
  void whenADefinitionDenies_thenNothingIsFound() {
    Marked.check(
        """
        package s.authz

        default allow := false

        allow := false if input.operation_id == "health"
        """,
        SERVICE);
  }
}
