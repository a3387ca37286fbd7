#include "builtins.h"
#include "host.h"
#include <string.h>

TEST(whenTextIsSearched_thenByCharacters) {
    GIVES2(contains, "\"abc\"", "\"bc\"", "true");
    GIVES2(contains, "\"abc\"", "\"\"", "true");
    GIVES2(startswith, "\"abc\"", "\"ab\"", "true");
    GIVES2(endswith, "\"abc\"", "\"ab\"", "false");
    GIVES2(indexof, "\"åäö\"", "\"ö\"", "2");
    GIVES2(indexof, "\"abc\"", "\"x\"", "-1");
    GIVES2(indexof_n, "\"😇😀😇😀aaa\"", "\"😀\"", "[1, 3]");
    GIVES2(indexof_n, "\"aaa\"", "\"aa\"", "[0, 1]");
    GIVES2(strings__count, "\"aaaa\"", "\"aa\"", "2");
    GIVES2(strings__count, "\"åb\"", "\"\"", "3");
    FAILS2(indexof, "\"a\"", "\"\"", "eval_builtin_error: indexof: empty search character");
    FAILS2(contains, "1", "\"\"", "eval_type_error: contains: operand 1 must be string but got number");
}

static rt_ref repeated(char c, uint32_t n, const char *end) {
    rt_buffer b = {0};
    while (b.len < n) {
        rt_buffer_add_char(&b, c);
    }
    rt_buffer_add_str(&b, end);
    return rt_buffer_string(&b);
}

TEST(whenALongPieceAlmostStandsEverywhere_thenTheBudgetPays) {
    const char *spent = "eval_budget_error: the evaluation took more steps than it may";
    rt_ref text = repeated('a', 200000, ""), piece = repeated('a', 100000, "b"), patterns = rt_object_new(1);
    rt_object_insert(patterns, piece, text);
    rt_budget = 1000000;
    CHECK_ABORTS(bi_contains(text, piece), spent);
    rt_budget = 1000000;
    CHECK_ABORTS(bi_strings__replace_n(patterns, text), spent);
    rt_budget = 30000;
    CHECK(bi_contains(text, repeated('a', 20, "b")) == rt_false);
    rt_budget = 30000;
    CHECK(bi_contains(text, repeated('b', 100000, "")) == rt_false);
}

TEST(whenAnyOfManyIsMatched_thenStringsArraysAndSets) {
    GIVES2(strings__any_prefix_match, "[\"a/b\", \"c\"]", "{\"x\", \"a/\"}", "true");
    GIVES2(strings__any_prefix_match, "\"a/b\"", "\"b\"", "false");
    GIVES2(strings__any_suffix_match, "{\"a/b\"}", "\"/b\"", "true");
    GIVES2(strings__any_suffix_match, "[]", "[]", "false");
    FAILS2(strings__any_prefix_match, "[1]", "[]",
           "eval_type_error: strings.any_prefix_match: operand 1 must be array of strings but got array containing number");
    FAILS2(strings__any_suffix_match, "[]", "1",
           "eval_type_error: strings.any_suffix_match: operand 2 must be one of {string, set, array} but got number");
}

TEST(whenCaseIsChanged_thenBySimpleUnicodeMappings) {
    GIVES1(lower, "\"AbC ÀÉÞ ΑΣ ĀŽ ẞ İ Ა Ⰰ 𐐀\"", "\"abc àéþ ασ āž ß i ა ⰰ 𐐨\"");
    GIVES1(upper, "\"abC àéÿ ßŉ ǆ ᾳ ᲀ 𐐨 a\"", "\"ABC ÀÉŸ ßŉ Ǆ ᾼ В 𐐀 A\"");
    GIVES1(lower, "\"already\"", "\"already\"");
    CHECK_TERM(bi_lower(rt_string_new("ΑΣ", 4)), "\"ασ\"");
}

TEST(whenTextIsCut_thenByCharacters) {
    GIVES3(substring, "\"abc\"", "-0", "1", "\"a\"");
    GIVES3(substring, "\"åäö\"", "1", "1", "\"ä\"");
    GIVES3(substring, "\"abcdef\"", "2", "-1", "\"cdef\"");
    GIVES3(substring, "\"abc\"", "7", "1", "\"\"");
    GIVES3(substring, "\"abc\"", "0", "9223372036854775807", "\"abc\"");
    GIVES2(split, "\"a,b,,c\"", "\",\"", "[\"a\", \"b\", \"\", \"c\"]");
    GIVES2(split, "\"åb\"", "\"\"", "[\"å\", \"b\"]");
    GIVES2(split, "\"\"", "\"\"", "[]");
    GIVES2(split, "\"\"", "\",\"", "[\"\"]");
    GIVES3(strings__split_n, "\"a.b.c.d\"", "\".\"", "2", "[\"a\", \"b\"]");
    GIVES3(strings__split_n, "\"a.b.c.d\"", "\".\"", "-2", "[\"c\", \"d\"]");
    GIVES3(strings__split_n, "\"a.b\"", "\".\"", "0", "[]");
    GIVES3(strings__split_n, "\"a.b\"", "\".\"", "9", "[\"a\", \"b\"]");
    GIVES3(strings__split_n, "\"a.b\"", "\".\"", "-9223372036854775808", "[\"a\", \"b\"]");
    GIVES3(strings__split_n, "\"abc\"", "\".\"", "-2", "[\"abc\"]");
    GIVES3(strings__split_n, "\"\"", "\".\"", "2", "[\"\"]");
    GIVES3(strings__split_n, "\"åbc\"", "\"\"", "-2", "[\"b\", \"c\"]");
    GIVES3(strings__split_n, "\"\"", "\"\"", "1", "[]");
    FAILS3(strings__split_n, "\"a\"", "\".\"", "1.5",
           "eval_type_error: strings.split_n: operand 3 must be integer number but got floating-point number");
    GIVES2(concat, "\", \"", "[\"a\", \"b\"]", "\"a, b\"");
    GIVES2(concat, "\"-\"", "{\"b\", \"a\"}", "\"a-b\"");
    GIVES2(concat, "\"-\"", "[]", "\"\"");
    GIVES1(strings__reverse, "\"1😀𝛾é\"", "\"é𝛾😀1\"");
    FAILS3(substring, "\"a\"", "-1", "1", "eval_builtin_error: substring: negative offset");
    FAILS2(concat, "\"-\"", "[1]",
           "eval_type_error: concat: operand 2 must be array of strings but got array containing number");
}

TEST(whenTextIsTrimmed_thenByCharactersOrAffixes) {
    GIVES2(trim, "\"..foo.bar...\"", "\".fr\"", "\"oo.ba\"");
    GIVES2(trim, "\"ååxå\"", "\"å\"", "\"x\"");
    GIVES2(trim, "\"aa\"", "\"a\"", "\"\"");
    GIVES2(trim, "\"a\"", "\"\"", "\"a\"");
    GIVES2(trim_left, "\"xxa\"", "\"x\"", "\"a\"");
    GIVES2(trim_right, "\"a世x\"", "\"x世\"", "\"a\"");
    GIVES2(trim_prefix, "\"aab\"", "\"a\"", "\"ab\"");
    GIVES2(trim_suffix, "\"abb\"", "\"b\"", "\"ab\"");
    GIVES1(trim_space, "\"\\t\\u00a0 a\\u3000\\n\"", "\"a\"");
}

TEST(whenTextIsReplaced_thenFromLeftToRight) {
    GIVES3(replace, "\"foo...bar\"", "\"..\"", "\",,\"", "\"foo,,.bar\"");
    GIVES3(replace, "\"åb\"", "\"\"", "\"-\"", "\"-å-b-\"");
    GIVES3(replace, "\"aaa\"", "\"a\"", "\"\"", "\"\"");
    GIVES2(strings__replace_n, "{\"<\": \"&lt;\", \">\": \"&gt;\"}", "\"<b>!\"", "\"&lt;b&gt;!\"");
    GIVES2(strings__replace_n, "{\"f\": \"x\", \"foo\": \"xxx\"}", "\"foobar\"", "\"xoobar\"");
    GIVES2(strings__replace_n, "{\"\": \"-\", \"a\": \"x\"}", "\"ab\"", "\"-x-b-\"");
    GIVES2(strings__replace_n, "{}", "\"ab\"", "\"ab\"");
    FAILS2(strings__replace_n, "{2: \"x\"}", "\"a\"",
           "eval_type_error: strings.replace_n: operand 1 non-string key found in pattern object");
}

TEST(whenInterpolated_thenStringsBareAndTheRestAsTerms) {
    GIVES1(internal__template_string, "[\"a \", {\"b\"}, {[\"c\\n\", {1, 2}, {\"k\": set()}]}, set(), 1.50, null]",
           "\"a b[\\\"c\\\\n\\\", {1, 2}, {\\\"k\\\": set()}]<undefined>1.50null\"");
    GIVES1(internal__print, "[{1}, {\"a\"}, set(), {{\"k\": [\"b\"]}}]", "true");
    CHECK(strcmp(host_printed, "1 a <undefined> {\"k\": [\"b\"]}") == 0);
    GIVES1(internal__print, "[{1, 2}, \"x\", {3, 4}]", "true");
    CHECK(strcmp(host_printed, "2 x 4") == 0);
    GIVES1(internal__print, "[]", "true");
    CHECK(strcmp(host_printed, "") == 0);
}

TEST(whenInterpolatedValueIsNestedDeeply_thenStillText) {
    rt_ref value = rt_array_new(0);
    for (uint32_t i = 0; i < 200000; i++) {
        rt_ref outer = rt_array_new(1);
        rt_array_append(outer, value);
        value = outer;
    }
    rt_ref parts = rt_array_new(1);
    rt_array_append(parts, value);
    CHECK(rt_len(bi_internal__template_string(parts)) == 400002);
}

TEST(whenVersionsAreCompared_thenBySemVer) {
    GIVES2(semver__compare, "\"2.0.0\"", "\"1.10.0\"", "1");
    GIVES2(semver__compare, "\"v1.0.0-alpha.2\"", "\"1.0.0-alpha.10\"", "-1");
    GIVES2(semver__compare, "\"1.0.0-alpha\"", "\"1.0.0\"", "-1");
    GIVES2(semver__compare, "\"1.0.0-alpha\"", "\"1.0.0-1\"", "1");
    GIVES2(semver__compare, "\"1.0.0-a.b\"", "\"1.0.0-a\"", "1");
    GIVES2(semver__compare, "\"1.0.0+x\"", "\"1.0.0+y\"", "0");
    GIVES1(semver__is_valid, "\"1.2.3-rc.1+b-7\"", "true");
    GIVES1(semver__is_valid, "\"1.2\"", "false");
    GIVES1(semver__is_valid, "\"1.2.3.4\"", "false");
    GIVES1(semver__is_valid, "\"1.2.3-a..b\"", "false");
    GIVES1(semver__is_valid, "1", "false");
    FAILS2(semver__compare, "\"1.0.0\"", "\"1\"",
           "eval_builtin_error: semver.compare: operand 2: string \"1\" is not a valid SemVer");
}

TEST(whenGlobbed_thenAsGobwasDoes) {
    GIVES3(glob__match, "\"*.com\"", "[]", "\"a.com\"", "true");
    GIVES3(glob__match, "\"*.com\"", "[]", "\"a.b.com\"", "false");
    GIVES3(glob__match, "\"*.com\"", "null", "\"a.b.com\"", "true");
    GIVES3(glob__match, "\"api.**.com\"", "[\".\"]", "\"api.a.b.com\"", "true");
    GIVES3(glob__match, "\"?at\"", "[\"f\"]", "\"fat\"", "false");
    GIVES3(glob__match, "\"[!a-c]at\"", "[]", "\"dat\"", "true");
    GIVES3(glob__match, "\"[ab\\\\]]x\"", "[]", "\"]x\"", "true");
    GIVES3(glob__match, "\"{a,b{c,d*}}e\"", "[]", "\"bdxxe\"", "true");
    GIVES3(glob__match, "\"{a,b\"", "[]", "\"b\"", "true");
    GIVES3(glob__match, "\"{,a}\"", "[]", "\"\"", "true");
    GIVES3(glob__match, "\"a\\\\*b}\"", "[]", "\"a*b}\"", "true");
    GIVES3(glob__match, "\"*:é\"", "[\":\"]", "\"世:é\"", "true");
    GIVES3(glob__match, "\"********************b\"", "null", "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"", "false");
    GIVES1(glob__quote_meta, "\"*.{a}[b]?\"", "\"\\\\*.\\\\{a\\\\}\\\\[b\\\\]\\\\?\"");
    FAILS3(glob__match, "\"[a\"", "[]", "\"a\"", "eval_builtin_error: glob.match: unexpected end of input");
    FAILS3(glob__match, "\"[]\"", "[]", "\"a\"", "eval_builtin_error: glob.match: could not parse range");
    FAILS3(glob__match, "\"[z-a]\"", "[]", "\"a\"",
           "eval_builtin_error: glob.match: hi character 'a' should be greater than lo 'z'");
    FAILS3(glob__match, "\"a\"", "[\"ab\"]", "\"a\"",
           "eval_type_error: glob.match: operand 2 must be array of runes but got array containing string");
    FAILS3(glob__match, "\"a\"", "1", "\"a\"",
           "eval_type_error: glob.match: operand 2 must be one of {array, null} but got number");
}

const test_case tests_builtins_strings[] = {
    CASE(whenTextIsSearched_thenByCharacters),
    CASE(whenALongPieceAlmostStandsEverywhere_thenTheBudgetPays),
    CASE(whenAnyOfManyIsMatched_thenStringsArraysAndSets),
    CASE(whenCaseIsChanged_thenBySimpleUnicodeMappings),
    CASE(whenTextIsCut_thenByCharacters),
    CASE(whenTextIsTrimmed_thenByCharactersOrAffixes),
    CASE(whenTextIsReplaced_thenFromLeftToRight),
    CASE(whenInterpolated_thenStringsBareAndTheRestAsTerms),
    CASE(whenInterpolatedValueIsNestedDeeply_thenStillText),
    CASE(whenVersionsAreCompared_thenBySemVer),
    CASE(whenGlobbed_thenAsGobwasDoes),
    {0},
};
