// Random text and values from a fixed seed: nothing may be read outside of its bounds, and what goes in comes out.
#include "harness.h"

#include "../core.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state;

static uint32_t below(uint32_t n) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t) (((state >> 32) * n) >> 32);
}

static void add_random(rt_buffer *b, uint32_t depth, bool terms);

static void add_number(rt_buffer *b) {
    static const char *const forms[] = {"0", "-1", "1073741823", "1073741824", "9223372036854775807", "-0", "1.50", "1e3",
                                        "-2.5E-7", "123456789012345678901234567890", "0.1", "1e400", "99999999999"};
    if (below(2)) {
        rt_buffer_add_int(b, below(100));
    } else {
        rt_buffer_add_str(b, forms[below(sizeof forms / sizeof *forms)]);
    }
}

static void add_string(rt_buffer *b) {
    static const char *const parts[] = {"a", "key", "\\n", "\\\"", "\\u00e9", "\xc3\xa9", "\xf0\x9f\x98\x80", "\\ud83d\\ude00",
                                        "\xff", "\\ud800", "/", "<", "\xe2\x80\xa8", "0123456789abcdef"};
    rt_buffer_add_char(b, '"');
    for (uint32_t n = below(4); n; n--) {
        rt_buffer_add_str(b, parts[below(sizeof parts / sizeof *parts)]);
    }
    rt_buffer_add_char(b, '"');
}

static void add_members(rt_buffer *b, uint32_t depth, bool terms, bool object) {
    for (uint32_t n = below(12), i = 0; i < n; i++) {
        rt_buffer_add_str(b, i ? below(4) ? "," : " , " : "");
        if (object) {
            if (terms && !below(3)) {
                add_random(b, depth - 1, terms);
            } else {
                add_string(b);
            }
            rt_buffer_add_char(b, ':');
        }
        add_random(b, depth - 1, terms);
    }
}

static void add_random(rt_buffer *b, uint32_t depth, bool terms) {
    switch (below(depth ? 9 : 5)) {
        case 0:
            rt_buffer_add_str(b, "null");
            break;
        case 1:
            rt_buffer_add_str(b, below(2) ? "true" : "false");
            break;
        case 2:
        case 3:
            add_number(b);
            break;
        case 4:
            add_string(b);
            break;
        case 5:
        case 6:
            rt_buffer_add_char(b, '[');
            add_members(b, depth, terms, false);
            rt_buffer_add_char(b, ']');
            break;
        case 7:
            if (terms) {
                rt_buffer_add_str(b, "{set(),");
                add_random(b, depth - 1, terms);
                rt_buffer_add_char(b, '}');
                break;
            }
            // fall through
        default:
            rt_buffer_add_char(b, '{');
            add_members(b, depth, terms, true);
            rt_buffer_add_char(b, '}');
    }
}

static rt_buffer dumped(rt_ref value, uint32_t format) {
    rt_buffer b = {0};
    rt_json_write(&b, value, format);
    return b;
}

static void check_round_trip(rt_ref value, uint32_t format) {
    rt_buffer first = dumped(value, format);
    rt_ref again = rt_json_read(first.bytes, first.len, format);
    CHECK(again && rt_equal(value, again) && rt_compare(value, again) == 0 && rt_hash(value) == rt_hash(again));
    rt_buffer second = dumped(again, format);
    CHECK(first.len == second.len && memcmp(first.bytes, second.bytes, first.len) == 0);
}

TEST(whenRandomTextIsRead_thenItSurvivesTheRoundTrip) {
    state = 1;
    for (int i = 0; i < 3000; i++) {
        test_setup();
        uint32_t format = below(2);
        rt_buffer text = {0};
        add_random(&text, 4, format);
        rt_ref value = rt_json_read(text.bytes, text.len, format);
        CHECK(value != 0);
        if (value) {
            check_round_trip(value, format);
        }
    }
}

TEST(whenTextIsDamaged_thenReadOrRefusedInBounds) {
    static const char bytes[] = "{}[]:,\"\\0123456789.eE+-tfnsul \n\x01\x80\xc3\xe2\xf0\xff()a";
    state = 2;
    uint32_t refused = 0;
    for (int i = 0; i < 20000; i++) {
        test_setup();
        rt_buffer text = {0};
        uint32_t format = below(2);
        add_random(&text, 3, format);
        for (uint32_t n = 1 + below(3); n; n--) {
            text.bytes[below(text.len)] = bytes[below(sizeof bytes - 1)];
        }
        uint32_t len = below(3) ? text.len : below(text.len + 1);
        char *exact = rt_alloc(len);
        rt_copy(exact, text.bytes, len);
        rt_ref value = rt_json_read(exact, len, format);
        if (value) {
            check_round_trip(value, format);
        } else {
            refused++;
        }
    }
    CHECK(refused > 5000 && refused < 19000);
}

static bool digits(const char **p) {
    const char *from = *p;
    while (**p >= '0' && **p <= '9') {
        (*p)++;
    }
    return *p != from;
}

static bool is_number(const char *p) { // RFC 8259, once more and naively
    p += *p == '-';
    if (*p == '0') {
        p++;
    } else if (!digits(&p)) {
        return false;
    }
    if (*p == '.' && (p++, !digits(&p))) {
        return false;
    }
    if (*p == 'e' || *p == 'E') {
        p++;
        p += *p == '+' || *p == '-';
        if (!digits(&p)) {
            return false;
        }
    }
    return *p == 0;
}

TEST(whenRandomDigitsAreParsed_thenByTheGrammarAndToTheRightDouble) {
    state = 3;
    uint32_t numbers = 0;
    for (int i = 0; i < 40000; i++) {
        test_setup();
        char text[32];
        uint32_t len = 1 + below(i % 4 ? 6 : 30);
        for (uint32_t k = 0; k < len; k++) {
            text[k] = "0123456789012345678901234567890123456789.-e+E"[below(45)];
        }
        text[len] = 0;
        char *exact = rt_alloc(len);
        rt_copy(exact, text, len);
        rt_ref n = rt_number_parse(exact, len);
        const char *e = strpbrk(text, "eE");
        bool in_range = !e || labs(strtol(e + 1, 0, 10)) < 900000000;
        CHECK(!in_range || (n != 0) == is_number(text));
        if (n && in_range) {
            numbers++;
            double want = strtod(text, 0), got = rt_number_to_double(n);
            CHECK(got == want);
            rt_buffer b = {0};
            rt_buffer_add_number(&b, n);
            CHECK(b.len == len && memcmp(b.bytes, text, len) == 0);
        }
    }
    CHECK(numbers > 10000);
}

static rt_ref from_128(__int128 x) {
    char text[48];
    uint32_t at = sizeof text;
    unsigned __int128 rest = x < 0 ? -(unsigned __int128) x : (unsigned __int128) x;
    do {
        text[--at] = (char) ('0' + (int) (rest % 10));
    } while (rest /= 10);
    if (x < 0) {
        text[--at] = '-';
    }
    return rt_number_parse(text + at, (uint32_t) sizeof text - at);
}

static int64_t some_int64(void) {
    uint64_t x = (uint64_t) below(UINT32_MAX) << 32 | below(UINT32_MAX);
    return (int64_t) x >> below(64);
}

TEST(whenIntegersMeet_thenAs128BitArithmetic) {
    state = 4;
    for (int i = 0; i < 30000; i++) {
        test_setup();
        int64_t x = some_int64(), y = some_int64();
        rt_ref a = rt_number_int(x), b = rt_number_int(y);
        CHECK(rt_equal(rt_number_add(a, b), from_128((__int128) x + y)));
        CHECK(rt_equal(rt_number_sub(a, b), from_128((__int128) x - y)));
        rt_ref product = rt_number_mul(a, b);
        CHECK(rt_equal(product, from_128((__int128) x * y)));
        CHECK(rt_number_compare(a, b) == (x > y) - (x < y));
        if (y) {
            CHECK(rt_equal(rt_number_div(product, b), a));
            CHECK(rt_equal(rt_number_rem(a, b), from_128((__int128) x % y)));
            CHECK(rt_equal(rt_number_rem(rt_number_add(product, b), b), rt_number_int(0)));
        }
    }
}

static int order(const void *a, const void *b) { return rt_compare(*(const rt_ref *) a, *(const rt_ref *) b); }

TEST(whenRandomValuesAreOrdered_thenSetsAgree) {
    state = 5;
    for (int i = 0; i < 200; i++) {
        test_setup();
        rt_ref values[60], set = rt_set_new(0);
        for (uint32_t k = 0; k < 60; k++) {
            rt_buffer text = {0};
            add_random(&text, 2, true);
            values[k] = rt_json_read(text.bytes, text.len, RT_TERM);
            rt_set_add(set, values[k]);
        }
        qsort(values, 60, sizeof *values, order);
        uint32_t distinct = 0;
        CHECK(rt_scan(set) == rt_len(set));
        for (uint32_t k = 0; k < 60; k++) {
            int32_t c = k ? rt_compare(values[k - 1], values[k]) : -1;
            CHECK(c <= 0 && (k == 0 || rt_equal(values[k - 1], values[k]) == (c == 0)));
            if (c) {
                CHECK(distinct < rt_len(set) && rt_equal(rt_scan_key(set, distinct), values[k]));
                distinct++;
            }
        }
        CHECK(distinct == rt_len(set));
    }
}

const test_case tests_core_fuzz[] = {
    CASE(whenRandomTextIsRead_thenItSurvivesTheRoundTrip),
    CASE(whenTextIsDamaged_thenReadOrRefusedInBounds),
    CASE(whenRandomDigitsAreParsed_thenByTheGrammarAndToTheRightDouble),
    CASE(whenIntegersMeet_thenAs128BitArithmetic),
    CASE(whenRandomValuesAreOrdered_thenSetsAgree),
    {0},
};
