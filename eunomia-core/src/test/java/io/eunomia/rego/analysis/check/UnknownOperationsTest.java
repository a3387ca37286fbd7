package io.eunomia.rego.analysis.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.rego.analysis.AnalysisOptions;
import io.eunomia.rego.analysis.Finding;
import io.eunomia.rego.analysis.Marked;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnknownOperationsTest {
  private static final AnalysisOptions CONTRACT =
      AnalysisOptions.defaults().withOperations(Set.of("getUser", "listUsers", "createUser"));

  @Test
  void whenAnOperationIsUnknown_thenItsNameIsFound() {
    List<Finding> found =
        Marked.check(
            """
            # FILE p.rego
            package p

            a if input.operation_id == "getUsr" # FINDS eunomia_unknown_operation

            b if input.operation_id in {
            	"getUser",
            	"dropTable", # FINDS eunomia_unknown_operation
            }

            c if "make" != input.operation_id # FINDS eunomia_unknown_operation

            d if {
            	op := input.operation_id
            	op == "GetUser" # FINDS eunomia_unknown_operation
            }

            e := levels[input.operation_id]

            levels := {
            	"getUser": 1,
            	"listUser": 2, # FINDS eunomia_unknown_operation
            }

            f if input.operation_id in writes

            writes := ["createUser", "putUser"] # FINDS eunomia_unknown_operation

            g if {
            	some op in ["getUser", "x"] # FINDS eunomia_unknown_operation
            	input.operation_id == op
            }
            # FILE p_test.rego
            package p_test

            test_unknown if {
            	input.operation_id == "unknown" with input.operation_id as "unknown"
            }
            """,
            CONTRACT);

    assertThat(found.get(0).diagnostic().hint()).isEqualTo("did you mean getUser?");
    assertThat(found.get(1).diagnostic().hint()).isNull();
    assertThat(found.get(0).diagnostic().message())
        .isEqualTo("no contract lists the operation getUsr");
  }

  @Test
  void whenDataHaveAnUnknownOperation_thenTheRefIsFound() throws JsonProcessingException {
    AnalysisOptions options =
        CONTRACT.withData(
            new ObjectMapper()
                .readTree("{\"s\": {\"operations\": {\"getUser\": 1, \"lostUser\": 2}}}"));
    List<Finding> found =
        Marked.check(
            """
            package p

            a := data.s.operations[input.operation_id] # FINDS eunomia_unknown_operation

            b := data.s.others[input.operation_id]
            """,
            options);

    assertThat(found.get(0).diagnostic().message())
        .isEqualTo("no contract lists the operation lostUser, which is in data.s.operations");
  }

  @Test
  void whenOperationsAreKnown_orThereIsNoContract_thenNothingIsFound() {
    String policy =
        """
        package p

        a if input.operation_id == "getUser"

        b if input.operation_id in {"listUsers", "createUser"}

        c if input.method == "GET"

        d := {"getUser": 1}[input.operation_id]

        e if input.context.operation_id == "other"
        """;
    Marked.check(policy, CONTRACT);
    Marked.check(policy.replace("getUser", "unknown"));
  }
}
