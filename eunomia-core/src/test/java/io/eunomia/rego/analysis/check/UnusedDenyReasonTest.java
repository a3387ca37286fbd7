package io.eunomia.rego.analysis.check;

import io.eunomia.rego.analysis.AnalysisOptions;
import io.eunomia.rego.analysis.Marked;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnusedDenyReasonTest {
  private static final AnalysisOptions SERVICE =
      AnalysisOptions.defaults().withServices(List.of("s.authz"));

  @Test
  void whenAllowDoesNotAsk_thenReasonsAreFound() {
    Marked.check(
        """
        package s.authz

        default allow := false

        allow if input.caller.type == "user"

        deny_reason contains "suspended" if input.caller.user_id in data.suspended # FINDS eunomia_unused_deny_reason

        deny_reason contains "not allowed" if not allow
        """,
        SERVICE);
  }

  @Test
  void whenAllowAsks_thenNothingIsFound() {
    Marked.check(
        """
        package s.authz

        default allow := false

        allow if {
        	input.caller.type == "user"
        	not denied
        }

        denied if count(deny_reason) > 0

        deny_reason contains "suspended" if input.caller.user_id in data.suspended
        """,
        SERVICE);
    Marked.check(
        """
        package other

        deny_reason contains "suspended" if input.caller.user_id in data.suspended
        """,
        SERVICE);
  }
}
