// Hashes, order, equality, arrays, and what is asked of any value.
#include "harness.h"

#include "../core.h"

#include <string.h>

static uint32_t hash_of(const char *term) { return rt_hash(parse(term)); }

TEST(whenHashingStrings_thenJavasHashCode) {
    CHECK(hash_of("\"\"") == 1); // 0 in Java; never 0 here
    CHECK(hash_of("\"a\"") == 97);
    CHECK(hash_of("\"hello\"") == 99162322);
    CHECK(hash_of("\"Hello, World!\"") == 1498789909);
    CHECK(hash_of("\"\\u0000\"") == 1);
    CHECK(hash_of("\"h\\u00e9llo\"") == 103094734);
    CHECK(hash_of("\"\\u20ac\"") == 8364);
    CHECK(hash_of("\"\\ud83d\\ude00\"") == 1772899);
    CHECK(hash_of("\"x\\ud83d\\ude00y\"") == (((120u * 31 + 0xD83D) * 31 + 0xDE00) * 31 + 121));
    CHECK(hash_of("\"Aa\"") == hash_of("\"BB\""));
    CHECK(rt_hash_utf8("BB", 2) == hash_of("\"BB\""));
    // Read plainly, and read with an escape: the hash is made in two ways.
    CHECK(hash_of("\"users-service/orders\"") == hash_of("\"users-service\\/orders\""));
}

TEST(whenHashingNumbers_thenByValueAndNotBySpelling) {
    CHECK(hash_of("0") == 1);
    CHECK(hash_of("1") == 0x9E3779B1u);
    CHECK(hash_of("-1") == 1); // lo ^ hi is 0
    CHECK(hash_of("4294967296") == 0x9E3779B1u);
    CHECK(hash_of("1.0") == hash_of("1") && hash_of("10e-1") == hash_of("1"));
    CHECK(hash_of("-0.0") == hash_of("0") && hash_of("-0") == hash_of("0"));
    CHECK(hash_of("9223372036854775807") == hash_of("9223372036854775807.0"));
    CHECK(hash_of("-9223372036854775808") == 0x80000000u * 0x9E3779B1u);
    CHECK(hash_of("0.5") == rt_hash_utf8("5e-1", 4) && hash_of("0.50") == hash_of("0.5"));
    CHECK(hash_of("-1.25") == rt_hash_utf8("-125e-2", 7));
    CHECK(hash_of("9223372036854775808") == rt_hash_utf8("9223372036854775808e0", 21));
    CHECK(hash_of("1e1000000") == rt_hash_utf8("1e1000000", 9));
    CHECK(hash_of("100e999998") == hash_of("1e1000000"));
}

TEST(whenHashingOthers_thenAsDocumented) {
    CHECK(rt_hash(rt_null) == 0x1001 && rt_hash(rt_false) == 0x2001 && rt_hash(rt_true) == 0x2002);
    uint32_t one = 0x9E3779B1u, a = 97;
    CHECK(hash_of("[]") == 7);
    CHECK(hash_of("[1, \"a\"]") == (31 * (31 * 7 + one) + a));
    CHECK(hash_of("{}") == 1);
    CHECK(hash_of("{\"a\": 1}") == (31 * a ^ one) * 0x9E3779B1u);
    CHECK(hash_of("{\"a\": 1, \"b\": 2}") == hash_of("{\"b\": 2, \"a\": 1}"));
    CHECK(hash_of("set()") == 1);
    CHECK(hash_of("{1, \"a\"}") == (one + a) * 0x85EBCA6Bu);
}

TEST(whenACollectionGrows_thenItsHashIsNew) {
    rt_ref array = parse("[1]"), object = parse("{\"a\": 1}"), set = parse("{1}");
    rt_hash(array), rt_hash(object), rt_hash(set);
    rt_array_append(array, rt_null);
    rt_object_insert(object, parse("\"b\""), rt_null);
    rt_set_add(set, rt_null);
    CHECK(rt_hash(array) == hash_of("[1, null]"));
    CHECK(rt_hash(object) == hash_of("{\"a\": 1, \"b\": null}"));
    CHECK(rt_hash(set) == hash_of("{1, null}"));
    rt_object_insert(object, parse("\"b\""), rt_true);
    CHECK(rt_hash(object) == hash_of("{\"a\": 1, \"b\": true}"));
}

static int32_t sign(int32_t x) { return x < 0 ? -1 : x > 0; }

TEST(whenComparing_thenTheTotalOrder) {
    static const char *const ordered[] = {
        "null", "false", "true",
        "-1e1000000", "-9223372036854775809", "-9223372036854775808", "-1073741825", "-1073741824", "-1.5", "-1",
        "-1e-1000000", "0", "1e-1000000", "0.1", "0.10000000000000000001", "1", "1.5", "2", "10", "1073741823",
        "1073741824", "9223372036854775807", "9223372036854775808", "28857836529306024611912",
        "28857836529306024611913", "1e1000000", "1.0000000001e1000000",
        "\"\"", "\"\\u0000\"", "\"A\"", "\"a\"", "\"a\\u0000\"", "\"aa\"", "\"abcdefgh\"", "\"abcdefghi\"",
        "\"abcdefgi\"", "\"b\"", "\"\\u007f\"", "\"\\u0080\"", "\"\\uffff\"", "\"\\ud83d\\ude00\"",
        "[]", "[null]", "[1]", "[1, 1]", "[1, 2]", "[2]", "[[]]",
        "{}", "{\"a\": 1}", "{\"a\": 1, \"b\": 1}", "{\"a\": 1, \"c\": 0}", "{\"a\": 2}", "{\"b\": 0}",
        "set()", "{1}", "{1, 2}", "{1, 3}", "{2}", "{\"a\"}",
    };
    uint32_t n = sizeof ordered / sizeof *ordered;
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t k = 0; k < n; k++) {
            rt_ref a = parse(ordered[i]), b = parse(ordered[k]);
            CHECK(sign(rt_compare(a, b)) == sign((int32_t) i - (int32_t) k));
            CHECK(rt_equal(a, b) == (i == k));
            CHECK(i != k || rt_hash(a) == rt_hash(b));
            // And with the hashes there.
            rt_hash(b);
            CHECK(rt_equal(a, b) == (i == k));
        }
    }
}

TEST(whenBytesDifferAnywhere_thenFound) {
    for (uint32_t len = 0; len < 40; len++) {
        char *a = rt_alloc(len), *b = rt_alloc(len);
        memset(a, 'x', len);
        memset(b, 'x', len);
        CHECK(rt_bytes_equal(a, b, len) && rt_bytes_compare(a, len, b, len) == 0);
        for (uint32_t at = 0; at < len; at++) {
            b[at] = (char) 0x80; // above any ASCII byte
            CHECK(!rt_bytes_equal(a, b, len));
            CHECK(rt_bytes_compare(a, len, b, len) < 0 && rt_bytes_compare(b, len, a, len) > 0);
            CHECK(rt_bytes_compare(a, at, b, len) < 0 && rt_bytes_compare(a, len, b, at) > 0);
            b[at] = 'x';
        }
    }
}

TEST(whenOneSideIsUndefined_thenUnequal) {
    CHECK(!rt_equal(0, rt_null) && !rt_equal(rt_null, 0) && rt_equal(0, 0));
    CHECK(!rt_equal(0, rt_number_int(0)));
}

TEST(whenGettingFromArrays_thenOnlyPlainIndexes) {
    rt_ref array = parse("[10, 11]");
    CHECK_TERM(rt_get(array, parse("1")), "11");
    CHECK_UNDEFINED(rt_get(array, parse("2")));
    CHECK_UNDEFINED(rt_get(array, parse("-1")));
    CHECK_UNDEFINED(rt_get(array, parse("1.0")));
    CHECK_UNDEFINED(rt_get(array, parse("4294967297")));
    CHECK_UNDEFINED(rt_get(array, parse("\"0\"")));
    CHECK_UNDEFINED(rt_get(array, 0));
}

TEST(whenGettingFromAnythingElse_thenUndefinedOrTheMember) {
    CHECK_UNDEFINED(rt_get(0, rt_null));
    CHECK_UNDEFINED(rt_get(rt_number_int(1), rt_null));
    CHECK_UNDEFINED(rt_get(rt_true, rt_null));
    CHECK_UNDEFINED(rt_get(parse("\"a\""), parse("0")));
    CHECK_TERM(rt_get(parse("{1, [2]}"), parse("[2]")), "[2]");
    CHECK_UNDEFINED(rt_get(parse("{1, [2]}"), parse("2")));
    CHECK_TERM(rt_get(parse("{\"a\": 7}"), parse("\"a\"")), "7");
    CHECK_UNDEFINED(rt_get(parse("{\"a\": 7}"), parse("\"b\"")));
    CHECK_TERM(rt_get(parse("{1: 7}"), parse("1.0")), "7");
    CHECK_UNDEFINED(rt_get(parse("{\"a\": 7}"), 0));
}

TEST(whenAskingForLengths_thenElementsOrCodePoints) {
    CHECK(rt_len(parse("[1, 2]")) == 2 && rt_len(parse("{1, 2}")) == 2 && rt_len(parse("{\"a\": 1}")) == 1);
    CHECK(rt_len(parse("\"a\\u00e9\\u20ac\\ud83d\\ude00\"")) == 4);
    CHECK(rt_len(parse("5")) == 0 && rt_len(rt_null) == 0 && rt_len(0) == 0);
    CHECK_TERM(rt_len_ref(parse("[1]")), "1");
}

TEST(whenScanning_thenInOrder) {
    rt_ref object = parse("{\"c\": 1, \"a\": 2, \"b\": 3}");
    CHECK(rt_scan(object) == 3);
    CHECK_TERM(rt_scan_key(object, 0), "\"a\"");
    CHECK_TERM(rt_scan_value(object, 0), "2");
    CHECK_TERM(rt_scan_key(object, 2), "\"c\"");
    rt_ref set = parse("{\"x\", null, 3}");
    CHECK(rt_scan(set) == 3);
    CHECK_TERM(rt_scan_key(set, 0), "null");
    CHECK_TERM(rt_scan_value(set, 2), "\"x\"");
    rt_ref array = parse("[5, 4]");
    CHECK(rt_scan(array) == 2);
    CHECK_TERM(rt_scan_key(array, 1), "1");
    CHECK_TERM(rt_scan_value(array, 1), "4");
    CHECK(rt_scan(parse("\"abc\"")) == 0 && rt_scan(0) == 0 && rt_scan(parse("3")) == 0);
}

TEST(whenAppending_thenTheArrayGrows) {
    rt_ref array = rt_array_new(0);
    for (int32_t i = 0; i < 1000; i++) {
        rt_array_append(array, rt_number_int(i));
        if (i % 100 == 0) {
            rt_alloc(8); // so that growing has to move
        }
    }
    CHECK(rt_len(array) == 1000);
    for (int32_t i = 0; i < 1000; i++) {
        CHECK(rt_small_value(rt_get(array, rt_number_int(i))) == i);
    }
}

TEST(whenNamingTypes_thenRegos) {
    static const char *const terms[] = {"null", "true", "1", "\"\"", "[]", "{}", "set()"};
    static const char *const names[] = {"null", "boolean", "number", "string", "array", "object", "set"};
    for (int i = 0; i < 7; i++) {
        CHECK(strcmp(rt_type_name(parse(terms[i])), names[i]) == 0);
    }
    CHECK(strcmp(rt_type_name(0), "undefined") == 0);
    CHECK(rt_type_of(0) == RT_UNDEFINED && rt_is(rt_number_int(1 << 30), RT_NUMBER));
}

const test_case tests_core_values[] = {
    CASE(whenHashingStrings_thenJavasHashCode),
    CASE(whenHashingNumbers_thenByValueAndNotBySpelling),
    CASE(whenHashingOthers_thenAsDocumented),
    CASE(whenACollectionGrows_thenItsHashIsNew),
    CASE(whenComparing_thenTheTotalOrder),
    CASE(whenBytesDifferAnywhere_thenFound),
    CASE(whenOneSideIsUndefined_thenUnequal),
    CASE(whenGettingFromArrays_thenOnlyPlainIndexes),
    CASE(whenGettingFromAnythingElse_thenUndefinedOrTheMember),
    CASE(whenAskingForLengths_thenElementsOrCodePoints),
    CASE(whenScanning_thenInOrder),
    CASE(whenAppending_thenTheArrayGrows),
    CASE(whenNamingTypes_thenRegos),
    {0},
};
