// Objects, sets, `with` and deep unions.
#include "harness.h"

#include "../core.h"

#include <stdio.h>
#include <string.h>

static rt_ref numbered(const char *prefix, uint32_t i) {
    char text[32];
    return rt_string_new(text, (uint32_t) snprintf(text, sizeof text, "%s%u", prefix, i));
}

static uint32_t scramble(uint32_t i, uint32_t n) { return (uint32_t) (i * 7919ull % n); }

TEST(whenManyKeysAreInserted_thenAllAreFoundAndSorted) {
    for (uint32_t n = 0; n < 3000; n = n * 3 / 2 + 1) {
        uint32_t mark = rt_heap;
        rt_ref object = rt_object_new(n % 20);
        for (uint32_t i = 0; i < n; i++) {
            rt_object_insert(object, numbered("k", scramble(i, n)), rt_number_int(scramble(i, n)));
        }
        CHECK(rt_len(object) == n);
        for (int round = 0; round < 2; round++) {
            for (uint32_t i = 0; i < n; i++) {
                CHECK(rt_object_get(object, numbered("k", i)) == rt_number_int(i));
            }
            CHECK(rt_object_get(object, numbered("x", n)) == 0);
            CHECK(rt_scan(object) == n); // sorts; the second round looks up in the sorted table
            for (uint32_t i = 1; i < n; i++) {
                CHECK(rt_compare(rt_scan_key(object, i - 1), rt_scan_key(object, i)) < 0);
            }
        }
        const rt_table *t = RT_PTR(rt_table, object);
        CHECK((t->index != 0) == (t->cap > 8));
        CHECK(!t->index || (t->mask + 1 >= 2 * t->cap && (t->mask & (t->mask + 1)) == 0));
        CHECK(t->h.kind & RT_SORTED);
        rt_release(mark);
    }
}

// Strings of "Aa" and "BB": every one of a length has the same hash.
static rt_ref colliding(uint32_t bits) {
    char text[20];
    for (uint32_t i = 0; i < 10; i++) {
        memcpy(text + 2 * i, bits >> i & 1 ? "Aa" : "BB", 2);
    }
    return rt_string_new(text, 20);
}

TEST(whenAllKeysCollide_thenAllAreFound) {
    rt_ref set = rt_set_new(0), object = rt_object_new(0);
    for (uint32_t i = 0; i < 500; i++) {
        rt_set_add(set, colliding(i));
        rt_set_add(set, colliding(i));
        rt_object_insert(object, colliding(i), rt_number_int(i));
    }
    CHECK(rt_len(set) == 500 && rt_len(object) == 500);
    for (uint32_t i = 0; i < 1000; i++) {
        CHECK(rt_set_has(set, colliding(i)) == (i < 500));
        CHECK(rt_object_get(object, colliding(i)) == (i < 500 ? rt_number_int(i) : 0));
    }
}

TEST(whenKeysCollideOnPurpose_thenTheBudgetPays) {
    rt_ref set = rt_set_new(0);
    rt_budget = 20000;
    CHECK_ABORTS(for (uint32_t i = 0; i < 1024; i++) rt_set_add(set, colliding(i)),
                 "eval_budget_error: the evaluation took more steps than it may");
}

TEST(whenAKeyIsThere_thenInsertReplacesAndInsertOnceCompares) {
    rt_ref object = rt_object_new(0);
    rt_object_insert(object, parse("\"a\""), parse("1"));
    rt_object_insert(object, parse("\"a\""), parse("2"));
    CHECK_TERM(object, "{\"a\": 2}");
    CHECK(rt_object_insert_once(object, parse("\"a\""), parse("2.0")));
    CHECK(!rt_object_insert_once(object, parse("\"a\""), parse("3")));
    CHECK(rt_object_insert_once(object, parse("\"b\""), parse("3")));
    CHECK_TERM(object, "{\"a\": 2, \"b\": 3}");
}

TEST(whenValuesAreGrouped_thenInTheirOrderByKey) {
    rt_ref arrays = rt_object_new(0), objects = rt_object_new(0);
    for (int i = 0; i < 20; i++) {
        rt_ref key = parse(i % 2 ? "1" : "1.0"), number = rt_number_int(i);
        rt_group_value(arrays, i < 10 ? key : number, number);
        rt_group_entry(objects, key, number, number);
    }
    CHECK(rt_len(arrays) == 11);
    CHECK_TERM(rt_get(arrays, parse("1")), "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]");
    CHECK_TERM(rt_get(arrays, parse("15")), "[15]");
    CHECK(rt_len(objects) == 1 && rt_len(rt_get(objects, parse("1.0"))) == 20);
    CHECK_TERM(rt_get(rt_get(objects, parse("1")), parse("7")), "7");
}

TEST(whenKeysAreOfAnyType_thenByValue) {
    rt_ref object = parse("{null: 1, true: 2, 3: 4, [1]: 5, {\"a\": 1}: 6, {1}: 7, \"s\": 8, 0.5: 9, 10000000000: 10}");
    CHECK(rt_len(object) == 9);
    CHECK_TERM(rt_get(object, rt_null), "1");
    CHECK_TERM(rt_get(object, parse("true")), "2");
    CHECK_TERM(rt_get(object, parse("3.0")), "4");
    CHECK_TERM(rt_get(object, parse("[1.0]")), "5");
    CHECK_TERM(rt_get(object, parse("{\"a\": 1}")), "6");
    CHECK_TERM(rt_get(object, parse("{1}")), "7");
    CHECK_TERM(rt_get(object, parse("5e-1")), "9");
    CHECK_TERM(rt_get(object, parse("1e10")), "10");
}

TEST(whenASetIsGivenTwice_thenOnce) {
    rt_ref set = parse("{3, 1, 2, 1.0, 3}");
    CHECK(rt_len(set) == 3 && rt_set_has(set, parse("1")) && !rt_set_has(set, parse("4")));
    CHECK(rt_equal(set, parse("{1, 2, 3}")) && !rt_equal(set, parse("{1, 2, 4}")));
}

TEST(whenKeysGo_thenTheRestIsFound) {
    for (uint32_t n = 1; n < 40; n += 6) {
        rt_ref object = rt_object_new(0);
        for (uint32_t i = 0; i < n; i++) {
            rt_object_insert(object, numbered("k", i), rt_number_int(i));
        }
        rt_table_remove(object, numbered("k", n)); // is not there
        rt_table_remove(object, numbered("k", n / 2));
        CHECK(rt_len(object) == n - 1);
        for (uint32_t i = 0; i < n; i++) {
            CHECK(rt_object_get(object, numbered("k", i)) == (i == n / 2 ? 0 : rt_number_int(i)));
        }
    }
}

TEST(whenWith_thenACopyIsChangedAndTheBaseIsNot) {
    rt_ref base = parse("{\"a\": {\"b\": 1, \"c\": 2}, \"d\": [1]}");
    rt_ref path[] = {parse("\"a\""), parse("\"b\"")};
    CHECK_TERM(rt_with(base, path, 2, parse("7")), "{\"a\": {\"b\": 7, \"c\": 2}, \"d\": [1]}");
    CHECK_TERM(base, "{\"a\": {\"b\": 1, \"c\": 2}, \"d\": [1]}");
    CHECK_TERM(rt_with(base, path, 0, parse("7")), "7");
    CHECK_TERM(rt_with(0, path, 2, parse("7")), "{\"a\": {\"b\": 7}}");
    CHECK_TERM(rt_with(parse("[1]"), path, 1, parse("7")), "{\"a\": 7}");
    rt_ref through[] = {parse("\"d\""), parse("0")};
    CHECK_TERM(rt_with(base, through, 2, parse("7")), "{\"a\": {\"b\": 1, \"c\": 2}, \"d\": {0: 7}}");
    rt_ref deep = rt_with(base, path, 2, parse("7"));
    CHECK(rt_get(deep, parse("\"d\"")) == rt_get(base, parse("\"d\""))); // shared
}

TEST(whenWithOnAWideObject_thenTheIndexIsCopiedToo) {
    rt_ref base = rt_object_new(0);
    for (uint32_t i = 0; i < 100; i++) {
        rt_object_insert(base, numbered("k", i), rt_number_int(i));
    }
    rt_ref path[] = {numbered("k", 100)};
    rt_ref copy = rt_with(base, path, 1, rt_true);
    CHECK(rt_len(base) == 100 && rt_len(copy) == 101);
    CHECK(rt_object_get(base, path[0]) == 0 && rt_object_get(copy, path[0]) == rt_true);
    CHECK(rt_object_get(copy, numbered("k", 99)) == rt_number_int(99));
}

TEST(whenMerging_thenTheFirstWinsAndObjectsJoin) {
    CHECK_TERM(rt_object_merge(parse("{\"a\": 1, \"o\": {\"x\": 1}}"), parse("{\"a\": 2, \"b\": 3, \"o\": {\"x\": 2, \"y\": 3}}")),
               "{\"a\": 1, \"b\": 3, \"o\": {\"x\": 1, \"y\": 3}}");
    CHECK_TERM(rt_object_merge(parse("{\"a\": {\"x\": 1}}"), parse("{\"a\": 2}")), "{\"a\": {\"x\": 1}}");
    CHECK_TERM(rt_object_merge(parse("{\"a\": 2}"), parse("{\"a\": {\"x\": 1}}")), "{\"a\": 2}");
    CHECK_TERM(rt_object_merge(parse("1"), parse("{}")), "1");
    CHECK_TERM(rt_object_merge(0, parse("{\"a\": 1}")), "{\"a\": 1}");
    CHECK_TERM(rt_object_merge(parse("{\"a\": 1}"), 0), "{\"a\": 1}");
    CHECK_UNDEFINED(rt_object_merge(0, 0));
}

const test_case tests_core_tables[] = {
    CASE(whenManyKeysAreInserted_thenAllAreFoundAndSorted),
    CASE(whenAllKeysCollide_thenAllAreFound),
    CASE(whenKeysCollideOnPurpose_thenTheBudgetPays),
    CASE(whenAKeyIsThere_thenInsertReplacesAndInsertOnceCompares),
    CASE(whenValuesAreGrouped_thenInTheirOrderByKey),
    CASE(whenKeysAreOfAnyType_thenByValue),
    CASE(whenASetIsGivenTwice_thenOnce),
    CASE(whenKeysGo_thenTheRestIsFound),
    CASE(whenWith_thenACopyIsChangedAndTheBaseIsNot),
    CASE(whenWithOnAWideObject_thenTheIndexIsCopiedToo),
    CASE(whenMerging_thenTheFirstWinsAndObjectsJoin),
    {0},
};
