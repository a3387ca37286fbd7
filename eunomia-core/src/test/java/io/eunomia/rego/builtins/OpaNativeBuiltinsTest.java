package io.eunomia.rego.builtins;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A module of OPA's compiler asks its host for no builtin of this list. Neither does one of ours:
 * whatever host runs OPA's module of a policy can run ours.
 */
class OpaNativeBuiltinsTest {
  private static final List<String> OPAS =
      List.of(
          // arithmetic and bits
          "plus",
          "minus",
          "mul",
          "div",
          "rem",
          "abs",
          "round",
          "ceil",
          "floor",
          "bits.or",
          "bits.and",
          "bits.negate",
          "bits.xor",
          "bits.lsh",
          "bits.rsh",
          "numbers.range",
          "to_number",
          "format_int",
          // comparison and membership
          "equal",
          "neq",
          "lt",
          "lte",
          "gt",
          "gte",
          "internal.member_2",
          "internal.member_3",
          // arrays, sets, objects
          "array.concat",
          "array.reverse",
          "array.slice",
          "set_diff",
          "and",
          "or",
          "intersection",
          "union",
          "object.filter",
          "object.get",
          "object.remove",
          "object.union",
          // aggregates
          "count",
          "sum",
          "product",
          "max",
          "min",
          "sort",
          "all",
          "any",
          // types
          "is_number",
          "is_string",
          "is_boolean",
          "is_array",
          "is_set",
          "is_object",
          "is_null",
          "type_name",
          // strings
          "concat",
          "indexof",
          "substring",
          "lower",
          "upper",
          "contains",
          "startswith",
          "endswith",
          "strings.reverse",
          "split",
          "replace",
          "strings.replace_n",
          "trim",
          "trim_left",
          "trim_prefix",
          "trim_right",
          "trim_suffix",
          "trim_space",
          "glob.match",
          // regular expressions
          "regex.is_valid",
          "regex.match",
          "re_match",
          "regex.find_all_string_submatch_n",
          // encodings
          "base64.is_valid",
          "base64.decode",
          "base64.encode",
          "base64url.encode",
          "base64url.decode",
          "json.marshal",
          "json.unmarshal",
          "json.is_valid",
          "json.remove",
          "json.filter",
          // networks and graphs
          "net.cidr_contains",
          "net.cidr_overlap",
          "net.cidr_intersects",
          "walk",
          "graph.reachable");

  @Test
  void whenOpasModulesHaveABuiltinInside_thenOursHaveItToo() {
    assertThat(OPAS).doesNotHaveDuplicates();
    assertThat(OPAS).allMatch(OpaNativeBuiltinsTest::isNative);
  }

  private static boolean isNative(String name) {
    Builtin builtin = Builtins.find(name);
    return builtin != null && builtin.isNative();
  }
}
