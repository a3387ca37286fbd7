#include "builtins.h"

TEST(whenAggregated_thenOverArraysAndSets) {
    GIVES1(count, "\"a😀é\"", "3");
    GIVES1(count, "{\"a\": 1}", "1");
    GIVES1(sum, "[1, 2.5, 3]", "6.5");
    GIVES1(sum, "set()", "0");
    GIVES1(product, "{2, 3, 4}", "24");
    GIVES1(max, "[1, \"a\", 2]", "\"a\"");
    GIVES1(max, "{1, 5, 3}", "5");
    GIVES1(min, "[3, 1, 2]", "1");
    GIVES1(min, "{{2}, [1]}", "[1]");
    GIVES1(sort, "[3, \"a\", null, 1, {1}, [2], 2]", "[null, 1, 2, 3, \"a\", [2], {1}]");
    GIVES1(sort, "{3, 1}", "[1, 3]");
    GIVES1(all, "[true, true]", "true");
    GIVES1(all, "{true, 1}", "false");
    GIVES1(any, "[false, true]", "true");
    GIVES1(any, "set()", "false");
    UNDEFINED1(max, "[]");
    UNDEFINED1(min, "set()");
    FAILS1(count, "1", "eval_type_error: count: operand 1 must be one of {array, object, set, string} but got number");
    FAILS1(sum, "[1, \"a\"]", "eval_type_error: sum: operand 1 must be array of numbers but got array containing string");
    FAILS1(max, "{\"a\": 1}", "eval_type_error: max: operand 1 must be one of {set, array} but got object");
}

TEST(whenSortingMany_thenInOrder) {
    rt_ref array = rt_array_new(0), want = rt_array_new(0);
    for (int32_t i = 0; i < 1000; i++) {
        rt_array_append(array, rt_number_int(i * 7919 % 1000));
        rt_array_append(want, rt_number_int(i));
    }
    CHECK(rt_equal(bi_sort(array), want));
}

TEST(whenArraysAreCut_thenBoundsAreClamped) {
    GIVES2(array__concat, "[1]", "[2, 3]", "[1, 2, 3]");
    GIVES3(array__slice, "[1, 2, 3, 4]", "1", "3", "[2, 3]");
    GIVES3(array__slice, "[1, 2, 3]", "-5", "100", "[1, 2, 3]");
    GIVES3(array__slice, "[1, 2, 3]", "2", "1", "[]");
    GIVES1(array__reverse, "[1, 2, 3]", "[3, 2, 1]");
    GIVES1(array__flatten, "[[1, [2]], 3, {4}]", "[1, [2], 3, {4}]");
    FAILS2(array__concat, "[]", "{}", "eval_type_error: array.concat: operand 2 must be array but got object");
    FAILS3(array__slice, "[]", "1.5", "2",
           "eval_type_error: array.slice: operand 2 must be integer number but got floating-point number");
}

TEST(whenSetsAreCombined_thenAndOrUnionIntersection) {
    GIVES2(and, "{1, 2, 3}", "{2, 3, 4}", "{2, 3}");
    GIVES2(or, "{1}", "{2}", "{1, 2}");
    GIVES1(intersection, "{{1, 2}, {2, 3}, {2}}", "{2}");
    GIVES1(intersection, "set()", "set()");
    GIVES1(union, "{{1}, {2}, set()}", "{1, 2}");
    FAILS2(and, "{1}", "[1]", "eval_type_error: and: operand 2 must be set but got array");
    FAILS1(intersection, "{{1}, 2}", "eval_type_error: intersection: operand 1 must be set but got number");
}

TEST(whenObjectsAreRead_thenKeysAndPaths) {
    GIVES3(object__get, "{\"a\": {\"b\": [1, 2]}}", "\"a\"", "0", "{\"b\": [1, 2]}");
    GIVES3(object__get, "{\"a\": {\"b\": [1, 2]}}", "[\"a\", \"b\", 1]", "0", "2");
    GIVES3(object__get, "{\"a\": 1}", "[\"a\", \"b\"]", "0", "0");
    GIVES3(object__get, "{\"a\": 1}", "[]", "0", "{\"a\": 1}");
    GIVES3(object__get, "{\"a\": null}", "\"a\"", "0", "null");
    GIVES1(object__keys, "{\"a\": 1, 2: 3}", "{\"a\", 2}");
    GIVES2(object__remove, "{\"a\": 1, \"b\": 2}", "[\"a\"]", "{\"b\": 2}");
    GIVES2(object__remove, "{\"a\": 1, \"b\": 2}", "{\"b\": 0}", "{\"a\": 1}");
    GIVES2(object__filter, "{\"a\": 1, \"b\": 2}", "{\"a\", \"c\"}", "{\"a\": 1}");
    FAILS3(object__get, "1", "1", "1", "eval_type_error: object.get: operand 1 must be object but got number");
    FAILS2(object__filter, "{}", "null",
           "eval_type_error: object.filter: operand 2 must be one of {object, set, array} but got null");
}

TEST(whenObjectsAreMerged_thenTheLastWins) {
    GIVES2(object__union, "{\"a\": {\"b\": 1}, \"c\": 1}", "{\"a\": {\"d\": 2}, \"c\": 2}",
           "{\"a\": {\"b\": 1, \"d\": 2}, \"c\": 2}");
    GIVES1(object__union_n, "[{\"a\": {\"b\": 2}}, {\"a\": 4}, {\"a\": {\"c\": 3}}]", "{\"a\": {\"c\": 3}}");
    GIVES1(object__union_n, "[]", "{}");
    FAILS1(object__union_n, "[{}, 1]",
           "eval_type_error: object.union_n: operand 1 must be array of objects but got array containing number");
}

TEST(whenSubsetIsAsked_thenDeepForObjectsOnly) {
    GIVES2(object__subset, "{\"a\": {\"b\": 1, \"c\": [1, 2, 3]}, \"d\": {1, 2}}",
           "{\"a\": {\"c\": [2, 3]}, \"d\": {2}}", "true");
    GIVES2(object__subset, "{\"a\": {\"b\": 1}}", "{\"a\": {\"b\": 2}}", "false");
    GIVES2(object__subset, "{1, 2}", "{2}", "true");
    GIVES2(object__subset, "[1, 1, 2]", "[1, 2]", "true");
    GIVES2(object__subset, "[1, 2]", "[2, 1]", "false");
    GIVES2(object__subset, "[1, 2, 3]", "{3, 1}", "true");
    UNDEFINED2(object__subset, "{1}", "[1]");
}

TEST(whenMembershipIsAsked_thenOfValuesAndKeys) {
    GIVES2(internal__member_2, "2", "[1, 2]", "true");
    GIVES2(internal__member_2, "2", "{\"a\": 2}", "true");
    GIVES2(internal__member_2, "\"a\"", "{\"a\": 2}", "false");
    GIVES2(internal__member_2, "1", "1", "false");
    GIVES3(internal__member_3, "1", "\"b\"", "[\"a\", \"b\"]", "true");
    GIVES3(internal__member_3, "\"a\"", "\"a\"", "{\"a\"}", "true");
    GIVES3(internal__member_3, "\"a\"", "1", "\"a\"", "false");
}

TEST(whenTypesAreAsked_thenOneIsTrue) {
    GIVES1(is_number, "1", "true");
    GIVES1(is_string, "1", "false");
    GIVES1(is_boolean, "false", "true");
    GIVES1(is_array, "[]", "true");
    GIVES1(is_set, "{1}", "true");
    GIVES1(is_object, "{}", "true");
    GIVES1(is_null, "null", "true");
    GIVES1(type_name, "{1}", "\"set\"");
    GIVES1(cast_set, "[1, 1]", "{1}");
    GIVES1(cast_array, "{2, 1}", "[1, 2]");
    UNDEFINED1(cast_string, "1");
}

TEST(whenWalked_thenParentsBeforeChildrenInOrder) {
    GIVES1(walk, "{\"b\": [1], \"a\": {2}}",
           "[[[], {\"a\": {2}, \"b\": [1]}], [[\"a\"], {2}], [[\"a\", 2], 2], [[\"b\"], [1]], [[\"b\", 0], 1]]");
    GIVES1(walk, "1", "[[[], 1]]");
}

TEST(whenGraphsAreSearched_thenNodesAndPaths) {
    GIVES2(graph__reachable, "{\"a\": {\"b\"}, \"b\": [\"c\"], \"c\": {\"a\", \"x\"}, \"d\": {\"a\"}}", "[\"a\"]",
           "{\"a\", \"b\", \"c\"}");
    GIVES2(graph__reachable, "{}", "{\"a\"}", "set()");
    GIVES2(graph__reachable_paths, "{\"a\": [\"b\", \"c\"], \"b\": [\"d\"], \"c\": [], \"d\": [\"a\"]}", "{\"a\"}",
           "{[\"a\", \"b\", \"d\"], [\"a\", \"c\"]}");
    // "d" was left on the way over "b" already, so that the path over "c" ends before it.
    GIVES2(graph__reachable_paths, "{\"s\": [\"a\"], \"a\": [\"b\", \"c\"], \"b\": [\"d\"], \"c\": [\"d\"], \"d\": [\"\"]}",
           "[\"s\"]", "{[\"s\", \"a\", \"b\", \"d\"], [\"s\", \"a\", \"c\"]}");
    GIVES2(graph__reachable_paths, "{\"a\": [\"a\"]}", "[\"a\"]", "{[\"a\", \"a\"]}");
    FAILS2(graph__reachable, "{}", "1", "eval_type_error: graph.reachable: operand 2 must be {array, set} but got number");
}

const test_case tests_builtins_collections[] = {
    CASE(whenAggregated_thenOverArraysAndSets),
    CASE(whenSortingMany_thenInOrder),
    CASE(whenArraysAreCut_thenBoundsAreClamped),
    CASE(whenSetsAreCombined_thenAndOrUnionIntersection),
    CASE(whenObjectsAreRead_thenKeysAndPaths),
    CASE(whenObjectsAreMerged_thenTheLastWins),
    CASE(whenSubsetIsAsked_thenDeepForObjectsOnly),
    CASE(whenMembershipIsAsked_thenOfValuesAndKeys),
    CASE(whenTypesAreAsked_thenOneIsTrue),
    CASE(whenWalked_thenParentsBeforeChildrenInOrder),
    CASE(whenGraphsAreSearched_thenNodesAndPaths),
    {0},
};
