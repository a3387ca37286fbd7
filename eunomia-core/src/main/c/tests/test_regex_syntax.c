// What is a pattern, and Go's messages for what is none.
#include "regex.h"

#include <stdio.h>
#include <stdlib.h>

TEST(whenAPatternIsWrong_thenGosMessage) {
    REFUSED("[a", "missing closing ]: `[a`");
    REFUSED("x[a-z", "missing closing ]: `[a-z`");
    REFUSED("[", "missing closing ]: `[`");
    REFUSED("[]a", "missing closing ]: `[]a`");
    REFUSED("[a-\\d]", "invalid escape sequence: `\\d`");
    REFUSED("x[z-a]", "invalid character class range: `z-a`");
    REFUSED("[[:foo:]]", "invalid character class range: `[:foo:]`");
    REFUSED("[[::]]", "invalid character class range: `[::]`");
    REFUSED("(abc", "missing closing ): `(abc`");
    REFUSED("abc)", "unexpected ): `abc)`");
    REFUSED("a|b)c", "unexpected ): `a|b)c`");
    REFUSED("*", "missing argument to repetition operator: `*`");
    REFUSED("+?a", "missing argument to repetition operator: `+?`");
    REFUSED("(*)", "missing argument to repetition operator: `*`");
    REFUSED("a|?", "missing argument to repetition operator: `?`");
    REFUSED("{2,3}?", "missing argument to repetition operator: `{2,3}?`");
    REFUSED("(?i)*", "missing argument to repetition operator: `*`");
    REFUSED("a**", "invalid nested repetition operator: `**`");
    REFUSED("a*+b", "invalid nested repetition operator: `*+`");
    REFUSED("a???", "invalid nested repetition operator: `???`");
    REFUSED("a{2}{3}?", "invalid nested repetition operator: `{2}{3}?`");
    REFUSED("a{1001}", "invalid repeat count: `{1001}`");
    REFUSED("a{2,1}", "invalid repeat count: `{2,1}`");
    REFUSED("a{99999999999}", "invalid repeat count: `{99999999999}`");
    REFUSED("a{1,99999999999}", "invalid repeat count: `{1,99999999999}`");
    REFUSED("(?:a{100}){11}", "invalid repeat count: `{11}`");
    REFUSED("(((a{10}){10}){10,}){2}", "invalid repeat count: `{2}`");
    REFUSED("\\", "trailing backslash at end of expression: ``");
    REFUSED("[\\", "trailing backslash at end of expression: ``");
    REFUSED("\\8", "invalid escape sequence: `\\8`");
    REFUSED("(a)\\1", "invalid escape sequence: `\\1`");
    REFUSED("\\C", "invalid escape sequence: `\\C`");
    REFUSED("\\Z", "invalid escape sequence: `\\Z`");
    REFUSED("\\x", "invalid escape sequence: `\\x`");
    REFUSED("\\x$$", "invalid escape sequence: `\\x$$`");
    REFUSED("\\xag", "invalid escape sequence: `\\xag`");
    REFUSED("\\x{}", "invalid escape sequence: `\\x{}`");
    REFUSED("\\x{12", "invalid escape sequence: `\\x{12`");
    REFUSED("\\x{110000}", "invalid escape sequence: `\\x{110000`");
    REFUSED("\\é", "invalid escape sequence: `\\é`");
    REFUSED("[\\b]", "invalid escape sequence: `\\b`");
    REFUSED("\\pX", "invalid character class range: `\\pX`");
    REFUSED("\\p", "invalid character class range: `\\p`");
    REFUSED("\\p{Nope}a", "invalid character class range: `\\p{Nope}`");
    REFUSED("a\\p{Greek", "invalid character class range: `\\p{Greek`");
    REFUSED("(?P<n>", "missing closing ): `(?P<n>`");
    REFUSED("(?P<n", "invalid named capture: `(?P<n`");
    REFUSED("(?P<a b>x)", "invalid named capture: `(?P<a b>`");
    REFUSED("(?<>x)", "invalid named capture: `(?<>`");
    REFUSED("(?P=n)", "invalid or unsupported Perl syntax: `(?P`");
    REFUSED("a(?=b)", "invalid or unsupported Perl syntax: `(?=`");
    REFUSED("(?<", "invalid or unsupported Perl syntax: `(?<`");
    REFUSED("(?i", "invalid or unsupported Perl syntax: `(?i`");
    REFUSED("(?i-)", "invalid or unsupported Perl syntax: `(?i-)`");
    REFUSED("(?ix)", "invalid or unsupported Perl syntax: `(?ix`");
    REFUSED("(?i--s)", "invalid or unsupported Perl syntax: `(?i--`");
}

TEST(whenAPatternLooksWrongButIsNone_thenItIsTaken) {
    const char *patterns[] = {"", "|", "a||b", "()", "(|)*", "[]a]", "[^]a]", "[a-]", "[-a]", "[a\\-z]", "a{", "a{,2}", "a{2",
        "{", "{a}", "}", "]", "a{01}", "a{0}", "(?:a{0}){1000}", "a{1000}", "(a{100}){10}", "^*", "$+", "\\b?", "(?:)", "(?)", "(?-i)a",
        "(?i-s:a)", "(?P<n>a)(?P<n>b)", "(?<n>a)", "\\Q", "\\Qa*", "\\Q\\E", "a\\Q\\E*", "a*\\Q\\E*", "\\_", "\\/", "\\\x01", "\\01",
        "\\177", "\\x{10FFFF}", "\\x{d800}", "\\pL", "\\pl", "\\p{greek}", "\\p{ Old-Persian }", "\\p{^Lu}", "\\p{Letter}", "\\p{Any}", "\\p{Cn}",
        "\\p{lc}", "\\p{Uppercase_Letter}", "[[:word:][:^alpha:]]", "[[:alpha]", "[[.a.]]", "é+", 0};
    for (const char **p = patterns; *p; p++) {
        CHECK_TERM(bi_regex__is_valid(text(*p)), "true");
        if (bi_regex__is_valid(text(*p)) != rt_true) {
            fprintf(stderr, "  %s\n", *p);
        }
    }
    CHECK_TERM(bi_regex__is_valid(parse("1")), "false");
}

// `times` of what is before, `inside`, and `times` of what is behind.
static rt_ref nested(const char *before, const char *inside, const char *behind, uint32_t times) {
    rt_buffer b = {0};
    for (uint32_t i = 0; i < times; i++) {
        rt_buffer_add_str(&b, before);
    }
    rt_buffer_add_str(&b, inside);
    for (uint32_t i = 0; i < times; i++) {
        rt_buffer_add_str(&b, behind);
    }
    return rt_buffer_string(&b);
}

static const char *message_of(rt_ref pattern) {
    const char *error = "";
    return re_compile(RT_PTR(rt_string, pattern)->bytes, RT_PTR(rt_string, pattern)->len, &error) ? "" : error;
}

static bool ends_with(const char *s, const char *end) {
    return strlen(s) >= strlen(end) && strcmp(s + strlen(s) - strlen(end), end) == 0;
}

TEST(whenAPatternNestsOrGrowsTooFar_thenItIsRefused) {
    CHECK(*message_of(nested("(", "", ")", 999)) == 0);
    CHECK(strncmp(message_of(nested("(", "", ")", 1000)), "error parsing regexp: expression nests too deeply: `((", 50) == 0);
    CHECK(*message_of(nested("(?:", "a", ")*", 999)) == 0);
    CHECK(*message_of(nested("(?:", "a", ")*", 1000)) != 0);
    CHECK(*message_of(nested("(?:a", "", ")", 5000)) == 0); // all of one level
    CHECK(*message_of(nested("(?:a|", "", ")", 5000)) == 0);
    CHECK(*message_of(nested("\\pL", "", "", 25000)) == 0);
    CHECK(ends_with(message_of(nested("\\pL", "", "", 27000)), "\\pL`"));
    rt_ref large = nested("(?:", "", "){1000}", 1);
    rt_buffer b = {0};
    rt_buffer_add_str(&b, "(");
    for (uint32_t i = 0; i < 3400; i++) {
        rt_buffer_add_str(&b, "x");
    }
    rt_buffer_add_str(&b, "){1000}");
    CHECK(*message_of(large) == 0);
    CHECK(strncmp(message_of(rt_buffer_string(&b)), "error parsing regexp: expression too large: `(xx", 48) == 0);
}

const test_case tests_regex_syntax[] = {
    CASE(whenAPatternIsWrong_thenGosMessage),
    CASE(whenAPatternLooksWrongButIsNone_thenItIsTaken),
    CASE(whenAPatternNestsOrGrowsTooFar_thenItIsRefused),
    {0},
};
