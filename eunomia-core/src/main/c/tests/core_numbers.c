// Arithmetic on numbers of any size, their text, and doubles.
#include "harness.h"

#include "../core.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct { const char *a, *b; int order; const char *sum, *difference, *product, *quotient, *remainder; } vectors[] = {
#include "number_vectors.inc"
};

TEST(whenCalculating_thenAsPythonDoes) {
    for (uint32_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        uint32_t mark = rt_heap;
        rt_ref a = parse(vectors[i].a), b = parse(vectors[i].b);
        CHECK(rt_number_compare(a, b) == vectors[i].order);
        CHECK(rt_number_compare(b, a) == -vectors[i].order);
        CHECK_TERM(rt_number_add(a, b), vectors[i].sum);
        CHECK_TERM(rt_number_add(b, a), vectors[i].sum);
        CHECK_TERM(rt_number_sub(a, b), vectors[i].difference);
        CHECK_TERM(rt_number_mul(a, b), vectors[i].product);
        CHECK_TERM(rt_number_mul(b, a), vectors[i].product);
        if (vectors[i].quotient) {
            CHECK_TERM(rt_number_div(a, b), vectors[i].quotient);
        }
        if (vectors[i].remainder) {
            CHECK_TERM(rt_number_rem(a, b), vectors[i].remainder);
        }
        CHECK_TERM(rt_number_sub(rt_number_add(a, b), b), vectors[i].a);
        CHECK(rt_hash(rt_number_add(a, b)) == rt_hash(parse(vectors[i].sum)));
        rt_release(mark);
    }
}

static bool prints(rt_ref number, const char *want) {
    rt_buffer b = {0};
    rt_buffer_add_number(&b, number);
    rt_buffer_add_char(&b, 0);
    if (strcmp(b.bytes, want) != 0) {
        fprintf(stderr, "printed %s, not %s\n", b.bytes, want);
    }
    return strcmp(b.bytes, want) == 0;
}

#define DIV(a, b) rt_number_div(parse(a), parse(b))
#define MUL(a, b) rt_number_mul(parse(a), parse(b))
#define ADD(a, b) rt_number_add(parse(a), parse(b))

TEST(whenComputedNumbersArePrinted_thenAsOpaPrintsThem) {
    CHECK(prints(ADD("0.1", "0.2"), "0.3"));
    CHECK(prints(DIV("1", "3"), "0.33333333333333333334"));
    CHECK(prints(DIV("-1", "3"), "-0.33333333333333333334"));
    CHECK(prints(DIV("10", "4"), "2.5"));
    CHECK(prints(DIV("1e109", "1e100"), "1000000000"));
    CHECK(prints(MUL("1e6", "2"), "2000000"));
    CHECK(prints(MUL("1e30", "2"), "2000000000000000000000000000000"));
    CHECK(prints(ADD("0.5", "0.5"), "1"));
    CHECK(prints(ADD("123456", "0.25"), "123456.25"));
    CHECK(prints(ADD("1234567", "0.25"), "1.23456725e+06"));
    CHECK(prints(DIV("1", "10000"), "0.0001"));
    CHECK(prints(DIV("1", "100000"), "1e-05"));
    CHECK(prints(MUL("-1.5", "1e-120"), "-1.5e-120"));
    CHECK(prints(MUL("1e1000000", "2"), "2e+1000000"));
    CHECK(prints(rt_number_int(INT64_MIN), "-9223372036854775808"));
    CHECK(prints(rt_number_int(INT64_MAX), "9223372036854775807"));
    CHECK(prints(rt_number_int(-10), "-10") && prints(rt_number_int(0), "0"));
    CHECK(prints(parse("1.50"), "1.50") && prints(parse("1E3"), "1E3") && prints(parse("-0"), "-0"));
}

TEST(whenIntegersFit_thenOneForm) {
    static const int64_t values[] = {0, 1, -1, (1 << 30) - 1, 1 << 30, -(1 << 30), -(1 << 30) - 1, INT64_MAX, INT64_MIN};
    for (uint32_t i = 0; i < sizeof values / sizeof *values; i++) {
        rt_ref n = rt_number_int(values[i]);
        bool small = values[i] >= -(1 << 30) && values[i] < 1 << 30;
        CHECK(rt_is_small(n) == small && rt_is_int(n) && rt_int_value(n) == values[i]);
        char text[32];
        int len = snprintf(text, sizeof text, "%lld", (long long) values[i]);
        rt_ref read = rt_number_parse(text, (uint32_t) len);
        CHECK(rt_is_int(read) && rt_int_value(read) == values[i]);
        CHECK(rt_is_small(rt_number_round(read, 0)) == small);
    }
    CHECK(rt_is_small(ADD("1e3", "0")) && rt_is_small(MUL("0.5", "2")) && rt_is_small(DIV("1e10", "1e9")));
    CHECK(!rt_is_int(parse("1.0")) && !rt_is_int(parse("1e3")) && !rt_is_int(parse("9223372036854775808")));
    CHECK(rt_is_int(rt_number_sub(parse("9223372036854775808"), parse("1"))));
    CHECK(RT_PTR(rt_decimal, parse("9223372036854775808"))->text_len == 0);
}

TEST(whenAskedForIntegers_thenByValue) {
    int64_t x = 0;
    CHECK(rt_number_to_int64(parse("1.0"), &x) && x == 1);
    CHECK(rt_number_to_int64(parse("-9223372036854775808.0"), &x) && x == INT64_MIN);
    CHECK(rt_number_to_int64(parse("92233720368547758070e-1"), &x) && x == INT64_MAX);
    CHECK(!rt_number_to_int64(parse("9223372036854775808"), &x) && !rt_number_to_int64(parse("0.5"), &x));
    CHECK(!rt_number_to_int64(parse("-9223372036854775809"), &x) && !rt_number_to_int64(parse("1e19"), &x));
    CHECK(rt_number_is_integer(parse("1e1000000")) && rt_number_is_integer(parse("1.50e1")));
    CHECK(rt_number_is_integer(parse("-0.0")) && !rt_number_is_integer(parse("15e-1")));
}

TEST(whenRounding_thenInTheGivenDirection) {
    static const struct { const char *x, *floor, *ceil, *round; } cases[] = {
        {"1.5", "1", "2", "2"}, {"-1.5", "-2", "-1", "-2"}, {"2.5", "2", "3", "3"}, {"0.4", "0", "1", "0"},
        {"0.5", "0", "1", "1"}, {"-0.5", "-1", "0", "-1"}, {"-0.4", "-1", "0", "0"}, {"1.0", "1", "1", "1"},
        {"7", "7", "7", "7"}, {"1e-30", "0", "1", "0"}, {"-1e-30", "-1", "0", "0"}, {"0.05", "0", "1", "0"},
        {"0.09", "0", "1", "0"}, {"99.95", "99", "100", "100"}, {"-99.95", "-100", "-99", "-100"},
        {"123456789012345678901234567890.5", "123456789012345678901234567890", "123456789012345678901234567891",
         "123456789012345678901234567891"},
        {"999999999999999999.9", "999999999999999999", "1000000000000000000", "1000000000000000000"},
        {"1e1000000", "1e1000000", "1e1000000", "1e1000000"}, {"1e-1000000", "0", "1", "0"},
        {"4.999999999999999999999", "4", "5", "5"}, {"4.4999999999999999999", "4", "5", "4"},
    };
    for (uint32_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CHECK_TERM(rt_number_round(parse(cases[i].x), -1), cases[i].floor);
        CHECK_TERM(rt_number_round(parse(cases[i].x), 1), cases[i].ceil);
        CHECK_TERM(rt_number_round(parse(cases[i].x), 0), cases[i].round);
    }
}

#define TOO_LARGE "eval_builtin_error: a number is too large"

TEST(whenExponentsAreHuge_thenCheapOrRefused) {
    rt_ref huge = parse("1e999999999"), tiny = parse("1e-999999999"), one = parse("1");
    uint32_t mark = rt_heap;
    CHECK_TERM(rt_number_add(huge, one), "1e999999999");
    CHECK_TERM(rt_number_sub(one, huge), "-1e999999999");
    CHECK_TERM(rt_number_add(one, tiny), "1");
    CHECK_TERM(rt_number_mul(huge, tiny), "1");
    CHECK_TERM(rt_number_mul(tiny, tiny), "0");
    CHECK_TERM(rt_number_div(huge, huge), "1");
    CHECK_TERM(rt_number_div(one, huge), "1e-999999999");
    CHECK_TERM(rt_number_div(huge, parse("3")), "33333333333333333334e999999979");
    CHECK_TERM(rt_number_rem(one, huge), "1");
    CHECK(rt_number_compare(huge, one) > 0 && rt_number_compare(tiny, one) < 0 && rt_number_compare(tiny, huge) < 0);
    CHECK(rt_hash(huge) && rt_hash(tiny));
    CHECK(rt_number_to_double(huge) == INFINITY && rt_number_to_double(tiny) == 0);
    CHECK(rt_heap - mark < 4096);
    CHECK_ABORTS(rt_number_mul(huge, huge), TOO_LARGE);
    CHECK_ABORTS(rt_number_rem(huge, parse("7")), TOO_LARGE);
    CHECK_TERM(rt_number_rem(parse("1e1000"), parse("7")), "4");
    CHECK(rt_number_compare(ADD("1e20000", "1"), parse("1e20000")) > 0); // exact as far as that is cheap
}

TEST(whenDoublesAreAskedFor_thenTheNearest) {
    static const char *const texts[] = {
        "0", "-0", "-0.0", "1", "-1", "0.1", "0.2", "0.3", "1e22", "1e23", "123456789012345678", "9007199254740993",
        "9007199254740992.5", "1.7976931348623157e308", "1.7976931348623158e308", "1.7976931348623159e308", "1e309",
        "2.2250738585072014e-308", "2.2250738585072011e-308", "2.225073858507201e-308", "5e-324", "4.9e-324", "3e-324",
        "2.5e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "1e-324", "1e-400", "-1e-320", "1.5e-310",
        "3.1415926535897932384626433832795028841971", "0.000123", "18446744073709551616", "18446744073709551615",
        "9223372036854775807", "-9223372036854775808", "9223372036854775809", "1e400", "-1e400",
        "123456789123456789123456789123456789e-20", "179769313486231580793728971405301e276",
    };
    for (uint32_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        double got = rt_number_to_double(parse(texts[i])), want = strtod(texts[i], 0);
        if (memcmp(&got, &want, sizeof got) != 0) {
            fprintf(stderr, "%s: %a, not %a\n", texts[i], got, want);
            test_check(false, __FILE__, __LINE__, texts[i]);
        }
    }
}

TEST(whenHalfOfTheSmallestDoubleIsPassedFarBehindThePoint_thenItIsTheSmallest) {
    // 2^-1075 has 752 digits, and what comes after them counts too.
    char half[800];
    int len = snprintf(half, sizeof half, "%.751Le", ldexpl(1, -1075));
    char *end = strchr(half, 'e');
    CHECK(rt_number_to_double(parse(half)) == 0);
    memmove(end + 21, end, (size_t) (half + len + 1 - end));
    memcpy(end, "000000000000000000001", 21);
    CHECK(rt_number_to_double(parse(half)) == 0x1p-1074);
    CHECK(strtod(half, 0) == 0x1p-1074);
    memcpy(end - 1, "4999999999999999999999", 22);
    CHECK(rt_number_to_double(parse(half)) == 0 && strtod(half, 0) == 0);
}

TEST(whenTextIsNoNumber_thenUndefined) {
    static const char *const bad[] = {"", "-", "+", "1 ", " 1", "01", "-01", "1.", ".1", "1e", "1e+", "e1", "1.5e", "0x10",
                                      "1_000", "--1", "1e1.5", "00", "-00", "1e1000000001", "1e-1000000002",
                                      "123456789012345678901x", "1..2"};
    for (uint32_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        CHECK(rt_number_parse(bad[i], (uint32_t) strlen(bad[i])) == 0);
    }
}

const test_case tests_core_numbers[] = {
    CASE(whenCalculating_thenAsPythonDoes),
    CASE(whenComputedNumbersArePrinted_thenAsOpaPrintsThem),
    CASE(whenIntegersFit_thenOneForm),
    CASE(whenAskedForIntegers_thenByValue),
    CASE(whenRounding_thenInTheGivenDirection),
    CASE(whenExponentsAreHuge_thenCheapOrRefused),
    CASE(whenDoublesAreAskedFor_thenTheNearest),
    CASE(whenHalfOfTheSmallestDoubleIsPassedFarBehindThePoint_thenItIsTheSmallest),
    CASE(whenTextIsNoNumber_thenUndefined),
    {0},
};
