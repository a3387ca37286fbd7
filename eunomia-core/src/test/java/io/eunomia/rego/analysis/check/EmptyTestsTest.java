package io.eunomia.rego.analysis.check;

import io.eunomia.rego.analysis.Marked;
import org.junit.jupiter.api.Test;

class EmptyTestsTest {
  @Test
  void whenAFileOfTestsHasNone_thenItIsFound() {
    Marked.check(
        """
        # FILE a_test.rego
        package a_test # FINDS eunomia_empty_test

        tets_it if input.x

        request := {"x": 1}
        # FILE b_test.rego
        package b_test # FINDS eunomia_empty_test
        """);
  }

  @Test
  void whenThereAreTests_orTestsUseIt_thenNothingIsFound() {
    Marked.check(
        """
        # FILE a_test.rego
        package a_test

        import data.requests

        test_it if requests.one.x == 1
        # FILE requests_test.rego
        package requests

        one := {"x": 1}
        # FILE later_test.rego
        package later_test

        todo_test_it if input.x
        # FILE policy.rego
        package policy

        no_test if input.x
        """);
  }
}
