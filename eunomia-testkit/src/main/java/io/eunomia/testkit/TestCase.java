package io.eunomia.testkit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case of a test, of a rule {@code test_x[name]}; or a group of them, of {@code
 * test_x[name][other]}.
 *
 * @param name the value of the variable that names it: a string as it is, any other value in Rego
 * @param passed whether it holds; a group, whether all of it does
 * @param cases the cases of a group, by name; empty if it is none
 * @param failure where it failed, if that is known
 */
public record TestCase(
    String name, boolean passed, List<TestCase> cases, @Nullable TestFailure failure) {
  public TestCase {
    cases = List.copyOf(cases);
  }
}
