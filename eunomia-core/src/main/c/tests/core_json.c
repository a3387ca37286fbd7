// JSON and terms, both ways; UTF-8.
#include "harness.h"

#include "../core.h"

#include <string.h>

static bool reads(const char *text, uint32_t format) { return rt_json_read(text, (uint32_t) strlen(text), format) != 0; }

static const char *written(rt_ref value, uint32_t format) {
    rt_buffer b = {0};
    rt_json_write(&b, value, format);
    rt_buffer_add_char(&b, 0);
    return b.bytes;
}

static bool becomes(const char *text, uint32_t format, const char *want) {
    rt_ref value = rt_json_read(text, (uint32_t) strlen(text), format);
    return value && strcmp(written(value, format), want) == 0;
}

#define CHECK_SAME(text) CHECK(becomes(text, RT_JSON, text))
#define CHECK_JSON(text, want) CHECK(becomes(text, RT_JSON, want))
#define CHECK_NO_JSON(text) CHECK(!reads(text, RT_JSON))

TEST(whenJsonIsWritten_thenWhatWasReadInKeyOrder) {
    CHECK_SAME("null");
    CHECK_SAME("true");
    CHECK_SAME("false");
    CHECK_SAME("0");
    CHECK_SAME("-12");
    CHECK_SAME("\"\"");
    CHECK_SAME("[]");
    CHECK_SAME("{}");
    CHECK_SAME("[[],{},[[1]],\"a\",null]");
    CHECK_JSON(" \t\r\n[ 1 , 2 ] \n", "[1,2]");
    CHECK_JSON("{\"b\":1,\"a\":{\"d\":[],\"c\":{}}}", "{\"a\":{\"c\":{},\"d\":[]},\"b\":1}");
    CHECK_JSON("{\"a\":1,\"b\":2,\"a\":3}", "{\"a\":3,\"b\":2}");
    CHECK_JSON("{\"\":1}", "{\"\":1}");
}

TEST(whenNumbersAreSpelledOddly_thenKept) {
    CHECK_SAME("[1.0,1e3,1E+3,0.10,-0,-0.0,1e-7,123456789012345678901234567890,0.1234567890123456789,1e1000000]");
    CHECK_SAME("[9223372036854775807,-9223372036854775808,9223372036854775808,-9223372036854775809]");
    CHECK_SAME("[0e99999999999,0.00000000000000000001]");
}

TEST(whenJsonIsMalformed_thenRefused) {
    static const char *const bad[] = {
        "", " ", "nul", "nulll", "true false", "tru", "[", "]", "{", "}", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "{\"a\"}",
        "{\"a\":}", "{\"a\":1,}", "{\"a\":1", "{\"a\" 1}", "{a:1}", "{1:2}", "{\"a\":1 \"b\":2}", "{,}", "{\"a\",1}",
        "[1]]", "[1}", "{\"a\":1]", "{]", "[}", "1 2", "set()", "{1}", "{\"a\"}", "{null:1}", "[1:2]", ":", ",",
        "01", "-", "-a", "+1", ".5", "1.", "1.e1", "1e", "1e+", "0x1", "1.5.2", "1-2", "--1", "-01", "Infinity", "NaN",
        "1e99999999999", "1e-99999999999", "1e1000000001",
        "\"", "\"a", "\"\\", "\"\\\"", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\u", "\"\\u0041", "\"\n\"", "\"\t\"",
        "\"\x01\"", "\"\xc3\xa9\n\"", "\"\xc3\xa9", "'a'", "/**/1", "\xef\xbb\xbf{}", "1\x0c",
    };
    for (uint32_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (reads(bad[i], RT_JSON)) {
            test_check(false, __FILE__, __LINE__, bad[i]);
        }
    }
    CHECK(!rt_json_read("1\0", 2, RT_JSON) && !rt_json_read("\0", 1, RT_JSON) && !rt_json_read("[\0]", 3, RT_JSON));
}

TEST(whenEveryPrefixIsRead_thenRefusedWithoutReadingOn) {
    static const char text[] = "{\"a\\u00e9\\ud83d\\ude00\": [1, -2.5e+3, true, false, null, \"x\\n\", {}], \"b\": {\"c\": \"\xc3\xa9\"}}";
    uint32_t len = sizeof text - 1;
    CHECK(rt_json_read(text, len, RT_JSON));
    for (uint32_t i = 0; i < len; i++) {
        char *part = rt_alloc(i); // with nothing behind it
        rt_copy(part, text, i);
        CHECK(!rt_json_read(part, i, RT_JSON));
    }
}

TEST(whenStringsHaveEscapes_thenGos) {
    CHECK_JSON("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\\"\\\\/\\b\\f\\n\\r\\t\"");
    CHECK_JSON("\"\\u0041\\u00e9\\u20AC\\uD83D\\uDE00\"", "\"A\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\"");
    CHECK_JSON("\"\\u0000\\u001f\\u007f\"", "\"\\u0000\\u001f\x7f\"");
    CHECK_JSON("\"\\u2028\\u2029\\u202a\"", "\"\\u2028\\u2029\xe2\x80\xaa\"");
    CHECK_JSON("\"<a>&'\"", "\"<a>&'\"");
    CHECK(strcmp(written(parse("\"<a>&'\""), RT_JSON | RT_HTML), "\"\\u003ca\\u003e\\u0026'\"") == 0);
    // Lone surrogates and what follows them
    CHECK_JSON("\"\\ud800\"", "\"\xef\xbf\xbd\"");
    CHECK_JSON("\"\\ud800x\"", "\"\xef\xbf\xbdx\"");
    CHECK_JSON("\"\\ude00\\ud83d\"", "\"\xef\xbf\xbd\xef\xbf\xbd\"");
    CHECK_JSON("\"\\ud800\\u0041\"", "\"\xef\xbf\xbd" "A\"");
    CHECK_JSON("\"\\ud800\\ud83d\\ude00\"", "\"\xef\xbf\xbd\xf0\x9f\x98\x80\"");
    CHECK_JSON("\"\\ud800\\n\"", "\"\xef\xbf\xbd\\n\"");
}

TEST(whenStringsAreNoUtf8_thenReplacementsAByte) {
#define FFFD "\xef\xbf\xbd"
    CHECK_JSON("\"\xff\"", "\"" FFFD "\"");
    CHECK_JSON("\"a\x80z\"", "\"a" FFFD "z\"");
    CHECK_JSON("\"\xc3\"", "\"" FFFD "\"");
    CHECK_JSON("\"\xe2\x82\"", "\"" FFFD FFFD "\"");
    CHECK_JSON("\"\xc0\xaf\"", "\"" FFFD FFFD "\"");             // overlong
    CHECK_JSON("\"\xed\xa0\x80\"", "\"" FFFD FFFD FFFD "\"");    // a surrogate
    CHECK_JSON("\"\xf4\x90\x80\x80\"", "\"" FFFD FFFD FFFD FFFD "\""); // past the last code point
    CHECK_JSON("\"\xf0\x80\x80\x80\"", "\"" FFFD FFFD FFFD FFFD "\""); // overlong
    CHECK_JSON("\"\xef\xbf\xbf\xf4\x8f\xbf\xbf\"", "\"\xef\xbf\xbf\xf4\x8f\xbf\xbf\"");
    CHECK_JSON("{\"\xff\":1}", "{\"" FFFD "\":1}");
}

TEST(whenNestingIsDeep_thenUpToGosLimit) {
    enum { LIMIT = 10000 };
    char *text = rt_alloc(2 * LIMIT + 3);
    memset(text, '[', LIMIT + 1);
    memset(text + LIMIT + 1, ']', LIMIT + 1);
    rt_ref deep = rt_json_read(text + 1, 2 * LIMIT, RT_JSON);
    CHECK(deep != 0);
    rt_buffer b = {0};
    rt_json_write(&b, deep, RT_JSON);
    CHECK(b.len == 2 * LIMIT && memcmp(b.bytes, text + 1, b.len) == 0);
    CHECK(!rt_json_read(text, 2 * LIMIT + 2, RT_JSON));
    memset(text, '{', LIMIT);
    CHECK(!rt_json_read(text, LIMIT, RT_TERM));
}

#define CHECK_TERM_TEXT(text, want) CHECK(becomes(text, RT_TERM, want))

TEST(whenTermsAreRead_thenSetsAndAnyKeysToo) {
    CHECK_TERM_TEXT("set()", "set()");
    CHECK_TERM_TEXT("{}", "{}");
    CHECK_TERM_TEXT("{ 2 , 1, 2 }", "{1,2}");
    CHECK_TERM_TEXT("{{}}", "{{}}");
    CHECK_TERM_TEXT("{set(), {1}}", "{set(),{1}}");
    CHECK_TERM_TEXT("{{1, 2}: {\"a\": {3}}, [1]: 2, null: 3}", "{null:3,[1]:2,{1,2}:{\"a\":{3}}}");
    CHECK_TERM_TEXT("{{\"a\": 1}: {{\"b\"}: 2}}", "{{\"a\":1}:{{\"b\"}:2}}");
    CHECK_TERM_TEXT("[{1}, {\"x\"}]", "[{1},{\"x\"}]");
    static const char *const bad[] = {"set(", "set", "{1, 2: 3}", "{1: 2, 3}", "{1,}", "{,}", "{1 2}", "{1: 2: 3}",
                                      "{1]", "set()()", "{1:}", "{:1}", "s", "[1: 2]"};
    for (uint32_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        CHECK(!reads(bad[i], RT_TERM));
    }
}

TEST(whenTermsAreWrittenAsJson_thenSetsAreArraysAndKeysStrings) {
    CHECK(strcmp(written(parse("[{3, 1}, set()]"), RT_JSON), "[[1,3],[]]") == 0);
    CHECK(strcmp(written(parse("{10: 1, 9: 2, \"a\": {true: [null]}, [1, {2}]: 3}"), RT_JSON),
                 "{\"10\":1,\"9\":2,\"[1,[2]]\":3,\"a\":{\"true\":[null]}}") == 0);
    CHECK(strcmp(written(parse("{\"a\": [1, {2, 3}], \"b\": {}}"), RT_TERM | RT_SPACED),
                 "{\"a\": [1, {2, 3}], \"b\": {}}") == 0);
    CHECK(strcmp(written(0, RT_JSON), "") == 0);
}

TEST(whenTextIsBuilt_thenAsGiven) {
    rt_buffer b = {0};
    rt_buffer_add(&b, "", 0);
    CHECK(rt_len(rt_buffer_string(&b)) == 0);
    for (int i = 0; i < 300; i++) {
        rt_buffer_add_str(&b, "ab");
        rt_buffer_add_char(&b, 'c');
        rt_alloc(8);
    }
    CHECK(b.len == 900 && memcmp(b.bytes + 897, "abc", 3) == 0);
    rt_buffer c = {0};
    static const uint32_t points[] = {0x41, 0x7FF, 0x800, 0xFFFF, 0x10000, 0x10FFFF, 0xD800, 0x110000};
    for (uint32_t i = 0; i < 8; i++) {
        rt_buffer_add_code_point(&c, points[i]);
    }
    CHECK(c.len == 23 && memcmp(c.bytes, "A\xdf\xbf\xe0\xa0\x80\xef\xbf\xbf\xf0\x90\x80\x80\xf4\x8f\xbf\xbf" FFFD FFFD, 23) == 0);
    for (uint32_t at = 0, i = 0; i < 6; i++) {
        CHECK(rt_utf8_decode(c.bytes, c.len, &at) == points[i]);
    }
    CHECK(rt_utf8_count(c.bytes, c.len) == 8);
}

TEST(whenEveryCodePointIsEncoded_thenDecodedAgain) {
    for (uint32_t cp = 0; cp < 0x110000; cp += cp < 0x3000 ? 1 : 97) {
        uint32_t mark = rt_heap, at = 0;
        rt_buffer b = {0};
        rt_buffer_add_code_point(&b, cp);
        bool surrogate = cp >= 0xD800 && cp < 0xE000;
        CHECK(rt_utf8_decode(b.bytes, b.len, &at) == (surrogate ? 0xFFFD : cp) && at == b.len);
        for (uint32_t cut = 1; cut < b.len; cut++) {
            at = 0;
            CHECK(rt_utf8_decode(b.bytes, cut, &at) == 0xFFFD && at == 1);
        }
        rt_release(mark);
    }
}

const test_case tests_core_json[] = {
    CASE(whenJsonIsWritten_thenWhatWasReadInKeyOrder),
    CASE(whenNumbersAreSpelledOddly_thenKept),
    CASE(whenJsonIsMalformed_thenRefused),
    CASE(whenEveryPrefixIsRead_thenRefusedWithoutReadingOn),
    CASE(whenStringsHaveEscapes_thenGos),
    CASE(whenStringsAreNoUtf8_thenReplacementsAByte),
    CASE(whenNestingIsDeep_thenUpToGosLimit),
    CASE(whenTermsAreRead_thenSetsAndAnyKeysToo),
    CASE(whenTermsAreWrittenAsJson_thenSetsAreArraysAndKeysStrings),
    CASE(whenTextIsBuilt_thenAsGiven),
    CASE(whenEveryCodePointIsEncoded_thenDecodedAgain),
    {0},
};
