// regex.*: results and errors as OPA's.
#include "regex.h"

#define REPLACES(subject, pattern, by, want) CHECK_TERM(bi_regex__replace(text(subject), text(pattern), text(by)), want)
#define SPLITS(pattern, subject, want) CHECK_TERM(bi_regex__split(text(pattern), text(subject)), want)
#define TEMPLATE(template, subject, want) \
    CHECK_TERM(bi_regex__template_match(text(template), text(subject), text("{"), text("}")), want)

TEST(whenMatchesAreFound_thenAsManyAsAreWanted) {
    GIVES3(regex__find_n, "\"a.\"", "\"paranormal\"", "-1", "[\"ar\",\"an\",\"al\"]");
    GIVES3(regex__find_n, "\"a.\"", "\"paranormal\"", "2", "[\"ar\",\"an\"]");
    GIVES3(regex__find_n, "\"a\"", "\"aaa\"", "0", "[]");
    GIVES3(regex__find_n, "\"a\"", "\"aaa\"", "-0", "[]");
    GIVES3(regex__find_n, "\"a*\"", "\"baaab\"", "-1", "[\"\",\"aaa\",\"\"]");
    GIVES3(regex__find_n, "\"^a.\"", "\"abacad\"", "-1", "[\"ab\"]");
    GIVES3(regex__find_all_string_submatch_n, "\"[^aouiye]([aouiye])([^aouiye])?\"", "\"somestri\"", "-1",
           "[[\"som\",\"o\",\"m\"],[\"ri\",\"i\",\"\"]]");
    GIVES3(regex__find_all_string_submatch_n, "\"a(x*)b\"", "\"-ab-axxb\"", "1", "[[\"ab\",\"\"]]");
    GIVES3(regex__find_all_string_submatch_n, "\"q\"", "\"a\"", "-1", "[]");
}

TEST(whenSplit_thenWhatIsBetween) {
    SPLITS("a", "banana", "[\"b\",\"n\",\"n\",\"\"]");
    SPLITS("z+", "pizza", "[\"pi\",\"a\"]");
    SPLITS("^[a-z]+", "foobar baz", "[\"\",\" baz\"]");
    SPLITS("^[a-z ]+$", "foobar baz", "[\"\",\"\"]");
    SPLITS("q", "foo", "[\"foo\"]");
    SPLITS("", "a😀b", "[\"a\",\"😀\",\"b\"]");
    SPLITS("x", "", "[\"\"]");
    SPLITS("", "", "[]");
    SPLITS("x*", "axbc", "[\"a\",\"b\",\"c\"]");
}

TEST(whenReplaced_thenTheTemplateIsGos) {
    REPLACES("-wy-wxxy-", "w(x*)y", "0", "\"-0-0-\"");
    REPLACES("-wy-wxxy-", "w(x*)y", "$1", "\"--xx-\"");
    REPLACES("-wy-wxxy-", "w(x*)y", "$1W", "\"---\"");
    REPLACES("-wy-wxxy-", "w(x*)y", "${1}W", "\"-W-xxW-\"");
    REPLACES("baaab", "a*", "-", "\"-b-b-\"");
    REPLACES("åbc", "", "-", "\"-å-b-c-\"");
    REPLACES("foo", "q", "$0", "\"foo\"");
    REPLACES("ab", "(?P<x>a)(b)", "$x-$2-$0-$9", "\"a-b-ab-\"");
    REPLACES("ab", "(?P<x>a)(b)", "${01}|${x|$|$$1|${}|$é|$-", "\"|${x|$|$1|${}||$-\"");
    REPLACES("ab", "(?P<n>a)|(?P<n>b)", "<$n>", "\"<a><b>\"");
    REPLACES("x", "x", "$1000000000000", "\"\"");
    REPLACES("x", "x", "$", "\"$\"");
}

TEST(whenATemplateIsMatched_thenOnlyItsPartsArePatterns) {
    for (int i = 0; i < 3; i++) {
        TEMPLATE("urn:foo:{.*}", "urn:foo:bar:baz", "true");
        TEMPLATE("urn:foo.bar:{[a-z]{2}}:x", "urn:foo.bar:ab:x", "true");
        TEMPLATE("urn:foo.bar:{[a-z]{2}}:x", "urn:fooxbar:ab:x", "false");
        TEMPLATE("urn:foo.bar:{[a-z]{2}}:x", "urn:foo.bar:abc:x", "false");
        TEMPLATE("a", "ab", "false");
        TEMPLATE("{a|b}{c}", "bc", "true");
    }
    rt_ref open = text("{"), close = text("}");
    FAILS(bi_regex__template_match(text("a{b"), text(""), open, close),
          "eval_builtin_error: regex.template_match: unbalanced braces in \"a{b\"");
    FAILS(bi_regex__template_match(text("a}b{"), text(""), open, close),
          "eval_builtin_error: regex.template_match: unbalanced braces in \"a}b{\"");
    FAILS(bi_regex__template_match(text("{a)(b}"), text("ab"), open, close),
          "eval_builtin_error: regex.template_match: error parsing regexp: unexpected ): `^a)(b$`");
    FAILS(bi_regex__template_match(text("{a**}"), text("ab"), open, close),
          "eval_builtin_error: regex.template_match: error parsing regexp: invalid nested repetition operator: `**`");
    FAILS(bi_regex__template_match(text(""), text(""), text("{{"), close),
          "eval_builtin_error: regex.template_match: start delimiter has to be exactly one character long");
    FAILS(bi_regex__template_match(text(""), text(""), open, text("é")),
          "eval_builtin_error: regex.template_match: end delimiter has to be exactly one character long");
    // The pattern that the parts make is none of regex.match's, and the other way round.
    CHECK_TERM(bi_regex__match(text("^(a)(b)$"), text("ab")), "true");
    CHECK_UNDEFINED(bi_regex__template_match(text("{a)(b}"), text("ab"), open, close));
}

TEST(whenOperandsAreOfOtherTypes_thenOpasErrors) {
    GIVES1(regex__is_valid, "1", "false");
    GIVES2(re_match, "\"b+\"", "\"abbc\"", "true");
    FAILS2(regex__match, "1", "\"\"", "eval_type_error: regex.match: operand 1 must be string but got number");
    FAILS2(re_match, "\"[\"", "\"\"", "eval_builtin_error: re_match: error parsing regexp: missing closing ]: `[`");
    FAILS2(regex__match, "\"[\"", "{}", "eval_type_error: regex.match: operand 2 must be string but got object");
    FAILS2(regex__split, "\"(\"", "\"\"", "eval_builtin_error: regex.split: error parsing regexp: missing closing ): `(`");
    FAILS3(regex__find_n, "\"a\"", "\"a\"", "1.5",
           "eval_type_error: regex.find_n: operand 3 must be integer number but got floating-point number");
    FAILS3(regex__find_all_string_submatch_n, "\"a\"", "\"a\"", "\"1\"",
           "eval_type_error: regex.find_all_string_submatch_n: operand 3 must be number but got string");
    FAILS3(regex__replace, "\"a\"", "\"(\"", "\"a\"",
           "eval_builtin_error: regex.replace: error parsing regexp: missing closing ): `(`");
}

const test_case tests_regex_builtins[] = {
    CASE(whenMatchesAreFound_thenAsManyAsAreWanted),
    CASE(whenSplit_thenWhatIsBetween),
    CASE(whenReplaced_thenTheTemplateIsGos),
    CASE(whenATemplateIsMatched_thenOnlyItsPartsArePatterns),
    CASE(whenOperandsAreOfOtherTypes_thenOpasErrors),
    {0},
};
