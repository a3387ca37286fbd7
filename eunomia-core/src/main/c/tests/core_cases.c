// Which case of a table a value is.
#include "harness.h"

#include "../core.h"

#include <string.h>

static rt_ref text(const char *bytes) { return rt_string_new(bytes, (uint32_t) strlen(bytes)); }

TEST(whenAValueIsACase_thenItsOffsetIsFoundHoweverItIsWritten) {
    rt_ref cases = rt_object_new(0);
    rt_object_insert(cases, text("Aa"), rt_number_int(4));
    rt_object_insert(cases, text("BB"), rt_number_int(8)); // the same hash
    rt_object_insert(cases, rt_number_int(1), rt_number_int(12));
    rt_object_insert(cases, rt_null, rt_number_int(16));
    rt_object_insert(cases, rt_false, rt_number_int(20));
    CHECK(rt_case(cases, text("Aa")) == 4);
    CHECK(rt_case(cases, text("BB")) == 8);
    CHECK(rt_case(cases, text("AaBB")) == 0);
    CHECK(rt_case(cases, rt_number_parse("1.0", 3)) == 12);
    CHECK(rt_case(cases, rt_null) == 16);
    CHECK(rt_case(cases, rt_false) == 20);
    CHECK(rt_case(cases, rt_true) == 0);
    CHECK(rt_case(cases, 0) == 0);
    CHECK(rt_case(cases, rt_array_new(0)) == 0);
}

static void add_prefix(rt_ref cases, const char *prefix, int32_t link, int32_t offset) {
    rt_array_append(cases, text(prefix));
    rt_array_append(cases, rt_number_int(link));
    rt_array_append(cases, rt_number_int(offset));
}

TEST(whenPrefixesBeginEachOther_thenTheLongestIsFound) {
    rt_ref cases = rt_array_new(0);
    rt_array_append(cases, rt_number_int(100));
    add_prefix(cases, "/", -1, 4);
    add_prefix(cases, "/v1", 0, 8);
    add_prefix(cases, "/v1/users", 1, 12);
    add_prefix(cases, "/v2", 0, 16);
    add_prefix(cases, "x", -1, 20);
    CHECK(rt_prefix_case(cases, text("/v1/users/7")) == 12);
    CHECK(rt_prefix_case(cases, text("/v1/users")) == 12);
    CHECK(rt_prefix_case(cases, text("/v1/user")) == 8);
    CHECK(rt_prefix_case(cases, text("/v1/zebras")) == 8);
    CHECK(rt_prefix_case(cases, text("/v")) == 4);
    CHECK(rt_prefix_case(cases, text("/zzz")) == 4);
    CHECK(rt_prefix_case(cases, text("")) == 0);
    CHECK(rt_prefix_case(cases, text("w")) == 0);
    CHECK(rt_prefix_case(cases, text("xyz")) == 20);
    CHECK(rt_prefix_case(cases, 0) == 0);
    CHECK(rt_prefix_case(cases, rt_number_int(7)) == 100);
    rt_ref one = rt_array_new(0);
    rt_array_append(one, rt_number_int(100));
    add_prefix(one, "", -1, 4);
    CHECK(rt_prefix_case(one, text("")) == 4);
    CHECK(rt_prefix_case(one, text("é")) == 4);
}

const test_case tests_core_cases[] = {
    CASE(whenAValueIsACase_thenItsOffsetIsFoundHoweverItIsWritten),
    CASE(whenPrefixesBeginEachOther_thenTheLongestIsFound),
    {0},
};
