// The heap, the budget, errors, and the layout that generated code relies on.
#include "harness.h"
#include "host.h"

#include "../core.h"

#include <string.h>

_Static_assert(sizeof(rt_header) == 8, "header");
_Static_assert(offsetof(rt_int, value) == 8, "int");
_Static_assert(offsetof(rt_decimal, exponent) == 8 && offsetof(rt_decimal, limb_count) == 12, "decimal");
_Static_assert(offsetof(rt_decimal, text_len) == 16 && offsetof(rt_decimal, limbs) == 20, "decimal");
_Static_assert(offsetof(rt_string, len) == 8 && offsetof(rt_string, bytes) == 12, "string");
_Static_assert(offsetof(rt_array, len) == 8 && offsetof(rt_array, cap) == 12, "array");
_Static_assert(offsetof(rt_array, elems) == 16, "array");
_Static_assert(offsetof(rt_table, len) == 8 && offsetof(rt_table, cap) == 12, "table");
_Static_assert(offsetof(rt_table, entries) == 16 && offsetof(rt_table, index) == 20, "table");
_Static_assert(offsetof(rt_table, mask) == 24 && sizeof(rt_entry) == 12, "table");
_Static_assert(RT_UNDEFINED == 0 && RT_NULL == 1 && RT_BOOLEAN == 2 && RT_NUMBER == 3 && RT_STRING == 4, "types");
_Static_assert(RT_ARRAY == 5 && RT_OBJECT == 6 && RT_SET == 7, "types");

TEST(whenAllocating_thenAlignedAndApart) {
    uint32_t last = 0;
    for (uint32_t size = 0; size < 100; size++) {
        uint32_t at = (uint32_t) (uintptr_t) rt_alloc(size);
        CHECK(at % 8 == 0);
        CHECK(last == 0 || at > last || size == 0);
        memset(RT_PTR(void, at), 1, size);
        last = at;
    }
}

TEST(whenTheHeapGoesBack_thenMemoryIsUsedAgain) {
    uint32_t mark = rt_heap;
    rt_ref first = parse("{\"a\": [1, 2, {3, 4}]}");
    rt_release(mark);
    CHECK(parse("{\"a\": [1, 2, {3, 4}]}") == first);
}

TEST(whenTheLastAllocationGrows_thenInPlace) {
    char *a = rt_alloc(10);
    memcpy(a, "0123456789", 10);
    CHECK(rt_resize(a, 10, 1000) == a);
    CHECK(memcmp(a, "0123456789", 10) == 0);
    char *b = rt_alloc(8);
    char *c = rt_resize(a, 1000, 2000);
    CHECK(c > b && memcmp(c, "0123456789", 10) == 0);
    CHECK(rt_resize(a, 1000, 10) == a);
}

TEST(whenMemoryIsOut_thenAborts) {
    host_memory = 1000;
    CHECK_ABORTS(rt_alloc(2000), "eval_memory_error: out of memory");
    CHECK_ABORTS(rt_alloc(UINT32_MAX), "eval_memory_error: out of memory");
    CHECK_ABORTS(rt_array_new(UINT32_MAX), "eval_memory_error: out of memory");
    CHECK_ABORTS(rt_object_new(UINT32_MAX), "eval_memory_error: out of memory");
    CHECK_ABORTS(rt_string_alloc(UINT32_MAX), "eval_memory_error: out of memory");
    rt_buffer b = {0};
    CHECK_ABORTS(rt_buffer_reserve(&b, UINT32_MAX), "eval_memory_error: out of memory");
    CHECK(rt_string_new("still works", 11));
}

#define SPENT "eval_budget_error: the evaluation took more steps than it may"

TEST(whenTheBudgetIsSpent_thenAborts) {
    rt_budget = 10;
    rt_step(10);
    CHECK(rt_budget == 0);
    CHECK_ABORTS(rt_step(1), SPENT);
    rt_budget = INT64_MAX / 2;
    rt_ref array = rt_array_new(0);
    for (int i = 0; i < 100; i++) {
        rt_array_append(array, rt_number_int(i));
    }
    rt_budget = 99;
    CHECK_ABORTS(rt_scan(array), SPENT);
    rt_budget = 10;
    CHECK_ABORTS(rt_json_read("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]", 31, RT_JSON), SPENT);
}

TEST(whenABuiltinFails_thenUndefinedOrAbort) {
    CHECK(rt_builtin_error("div", "divide by zero") == 0);
    CHECK(rt_type_error("plus", 2, "number", rt_null) == 0);
    rt_strict = 1;
    CHECK_ABORTS(rt_builtin_error("div", "divide by zero"), "eval_builtin_error: div: divide by zero");
    CHECK_ABORTS(rt_type_error("plus", 2, "number", rt_string_new("", 0)),
                 "eval_type_error: plus: operand 2 must be number but got string");
}

const test_case tests_core_memory[] = {
    CASE(whenAllocating_thenAlignedAndApart),
    CASE(whenTheHeapGoesBack_thenMemoryIsUsedAgain),
    CASE(whenTheLastAllocationGrows_thenInPlace),
    CASE(whenMemoryIsOut_thenAborts),
    CASE(whenTheBudgetIsSpent_thenAborts),
    CASE(whenABuiltinFails_thenUndefinedOrAbort),
    {0},
};
