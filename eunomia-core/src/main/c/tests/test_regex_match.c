// What matches, and where: the leftmost, and of those the one that a backtracking search finds first.
#include "regex.h"

TEST(whenPatternsAreSimple_thenTheyMatch) {
    FINDS("", "", "[[\"\"]]");
    FINDS("", "ab", "[[\"\"],[\"\"],[\"\"]]");
    FINDS("abc", "xabcabc", "[[\"abc\"],[\"abc\"]]");
    FINDS("a.c", "abc a\nc aéc", "[[\"abc\"],[\"aéc\"]]");
    FINDS("(?s)a.c", "a\nc", "[[\"a\\nc\"]]");
    FINDS("[a-c]+", "xabcd", "[[\"abc\"]]");
    FINDS("[^a-c]+", "abxéc", "[[\"xé\"]]");
    FINDS("[]a]+", "x]a", "[[\"]a\"]]");
    FINDS("[\\x00-\\x{10FFFF}]", "é", "[[\"é\"]]");
    FINDS("[^\\x00-\\x{10FFFF}]", "é", "[]");
    FINDS("a|ab", "ab", "[[\"a\"]]");
    FINDS("ab|a", "ab", "[[\"ab\"]]");
    FINDS("(a)|(b)", "ab", "[[\"a\",\"a\",\"\"],[\"b\",\"\",\"b\"]]");
    FINDS("(a|ab)(c|bcd)(d*)", "abcd", "[[\"abcd\",\"a\",\"bcd\",\"\"]]");
    FINDS("😀+", "x😀😀", "[[\"😀😀\"]]");
    FINDS("a{2}", "aaaaa", "[[\"aa\"],[\"aa\"]]");
    FINDS("a{2,}", "aaaaa", "[[\"aaaaa\"]]");
    FINDS("a{2,3}?", "aaaaa", "[[\"aa\"],[\"aa\"]]");
    FINDS("(a){0}b", "ab", "[[\"b\",\"\"]]");
    FINDS("a{,2}", "a{,2}", "[[\"a{,2}\"]]");
    FINDS("(?U)a+", "aa", "[[\"a\"],[\"a\"]]");
    FINDS("(?U)a+?", "aa", "[[\"aa\"]]");
    FINDS("(?U:a+)a+", "aaaa", "[[\"aaaa\"]]");
    FINDS("\\Qa.b\\E+", "a.bb axb", "[[\"a.bb\"]]");
    FINDS("\\x41\\x{42}\\103\\a", "ABC\a", "[[\"ABC\\u0007\"]]");
    FINDS("\\t\\f\\v\\r\\n", "\t\f\v\r\n", "[[\"\\t\\f\\u000b\\r\\n\"]]");
}

TEST(whenAPlaceIsAskedFor_thenThereAlone) {
    FINDS("^a", "aa", "[[\"a\"]]");
    FINDS("^", "ab", "[[\"\"]]");
    FINDS("a$", "aa", "[[\"a\"]]");
    FINDS("a$", "a\n", "[]");
    FINDS("(?m)^.$", "a\nbb\nc", "[[\"a\"],[\"c\"]]");
    FINDS("(?m)$", "a\n", "[[\"\"],[\"\"]]");
    FINDS("\\Aa|b\\z", "abab", "[[\"a\"],[\"b\"]]");
    FINDS("(?m)\\Aa\\z", "a\na", "[]");
    FINDS("\\ba\\b", "a aa é a", "[[\"a\"],[\"a\"]]");
    FINDS("\\Ba", "aa", "[[\"a\"]]");
    FINDS("\\b", "a-b", "[[\"\"],[\"\"],[\"\"],[\"\"]]");
    FINDS("\\B", "é", "[[\"\"],[\"\"]]");
    FINDS("^$", "", "[[\"\"]]");
    FINDS("$^", "x", "[]");
    FINDS("(?:^|x)a", "xaa", "[[\"xa\"]]");
    FINDS("x*$", "axx", "[[\"xx\"]]");
    FINDS("foo\\b", "food foo", "[[\"foo\"]]");
    FINDS("(\\b|a)+c", "ac", "[[\"ac\",\"a\"]]");
}

TEST(whenWhatRepeatsMayBeNothing_thenAsGoDoes) {
    FINDS("a*", "baaab", "[[\"\"],[\"aaa\"],[\"\"]]");
    FINDS("(|a)*", "aa", "[[\"\",\"\"],[\"\",\"\"],[\"\",\"\"]]");
    FINDS("(|a)+", "aa", "[[\"\",\"\"],[\"\",\"\"],[\"\",\"\"]]");
    FINDS("(a|)+", "aa", "[[\"aa\",\"a\"]]");
    FINDS("(a*)*", "b", "[[\"\",\"\"],[\"\",\"\"]]");
    FINDS("(a*)+", "b", "[[\"\",\"\"],[\"\",\"\"]]");
    FINDS("(a*?)*b", "aab", "[[\"aab\",\"aa\"]]");
    FINDS("(?:(a)|b)*", "ab", "[[\"ab\",\"a\"]]");
    FINDS("(a*)(a|aa)", "aaa", "[[\"aaa\",\"aa\",\"a\"]]");
    FINDS("(?:a?){3}a", "aaa", "[[\"aaa\"]]");
    FINDS("()*", "a", "[[\"\",\"\"],[\"\",\"\"]]");
}

TEST(whenCaseDoesNotCount_thenUnicodesFoldingDoes) {
    FINDS("(?i)hello", "HeLLo", "[[\"HeLLo\"]]");
    FINDS("(?i)k", "kK\u212a", "[[\"k\"],[\"K\"],[\"\u212a\"]]");
    FINDS("(?i)\u212a", "k", "[[\"k\"]]");
    FINDS("(?i)[^k]", "k\u212aK", "[]");
    FINDS("(?i)\u017f", "sS\u017f", "[[\"s\"],[\"S\"],[\"\u017f\"]]");
    FINDS("(?i)[a-z]+", "A\u017fz", "[[\"A\u017fz\"]]");
    FINDS("(?i)\\w+", "\u212a\u017f", "[[\"\u212a\u017f\"]]");
    FINDS("(?i)\\W", "\u212a\u017f", "[]");
    FINDS("\\w", "\u212a\u017f", "[]");
    FINDS("(?i)σ+", "Σσς", "[[\"Σσς\"]]");
    FINDS("(?i)ß", "ẞß", "[[\"ẞ\"],[\"ß\"]]");
    FINDS("(?i)[А-Я]+", "привет", "[[\"привет\"]]");
    FINDS("(?i)\\p{Lu}+", "aB", "[[\"aB\"]]");
    FINDS("(?i)\\P{Lu}", "aB", "[]");
    FINDS("(?i)ⅷ", "Ⅷ", "[[\"Ⅷ\"]]");
    FINDS("(?i)ı", "iI", "[]");
    FINDS("a(?i)b(?-i)c|d", "aBc aBC D", "[[\"aBc\"]]");
    FINDS("(?i:a)b", "Ab AB", "[[\"Ab\"]]");
    FINDS("((?i)a)b", "Ab AB", "[[\"Ab\",\"A\"]]");
}

TEST(whenClassesHaveNames_thenUnicodesOrAsciis) {
    FINDS("\\d+", "a12٣", "[[\"12\"]]");
    FINDS("\\pN+", "a12٣", "[[\"12٣\"]]");
    FINDS("\\p{Nd}", "²٣", "[[\"٣\"]]");
    FINDS("\\D", "1é", "[[\"é\"]]");
    FINDS("\\s+", " \t\v\r\n\f", "[[\" \\t\"],[\"\\r\\n\\f\"]]");
    FINDS("[[:space:]]+", " \t\v\r", "[[\" \\t\\u000b\\r\"]]");
    FINDS("\\S", "\v ", "[[\"\\u000b\"]]");
    FINDS("[\\d\\s]+", "a1 2", "[[\"1 2\"]]");
    FINDS("[^\\d\\s]+", "1ab 2", "[[\"ab\"]]");
    FINDS("[[:^alpha:]]", "a1", "[[\"1\"]]");
    FINDS("[[:punct:]]+", "a!~[_b", "[[\"!~[_\"]]");
    FINDS("[[:word:]-]+", "é_a-9", "[[\"_a-9\"]]");
    FINDS("[[:xdigit:][:upper:]]+", "afGz", "[[\"afG\"]]");
    FINDS("\\p{Greek}+", "aαβΩb", "[[\"αβΩ\"]]");
    FINDS("\\P{Greek}+", "αabβ", "[[\"ab\"]]");
    FINDS("\\p{^Greek}+", "αabβ", "[[\"ab\"]]");
    FINDS("\\P{^Greek}+", "aαβΩb", "[[\"αβΩ\"]]");
    FINDS("[\\p{Han}\\p{Hiragana}]+", "a漢字かカ", "[[\"漢字か\"]]");
    FINDS("[^\\pL]+", "é12ж", "[[\"12\"]]");
    FINDS("\\p{Lu}\\p{Ll}", "Ж жЖж", "[[\"Жж\"]]");
    FINDS("\\p{Old_Persian}", "𐎠", "[[\"𐎠\"]]");
    FINDS("\\p{Common}", "1а", "[[\"1\"]]");
    FINDS("\\p{So}", "😀a", "[[\"😀\"]]");
    FINDS("\\p{Cn}|\\p{Co}", "a\u0378\ue000", "[[\"\u0378\"],[\"\ue000\"]]");
    FINDS("\\p{Any}", "a", "[[\"a\"]]");
    FINDS("\\p{ASCII}+", "aé", "[[\"a\"]]");
    FINDS("\\p{Assigned}", "\u0378", "[]");
    FINDS("\\p{LC}+", "aAǅʰ", "[[\"aAǅ\"]]");
    FINDS("[[:ascii:]]+", "\x7f\x01é", "[[\"\x7f\\u0001\"]]");
}

// A text of n times what is given, and something behind.
static rt_ref many(const char *part, uint32_t n, const char *behind) {
    rt_buffer b = {0};
    for (uint32_t i = 0; i < n; i++) {
        rt_buffer_add_str(&b, part);
    }
    rt_buffer_add_str(&b, behind);
    return rt_buffer_string(&b);
}

TEST(whenABacktrackingSearchWouldTakeForEver_thenFewSteps) {
    const char *patterns[] = {"(a*)*b", "(a|aa)+$", "(a+a+)+y", "^(a+)+$", "(a|a)*c", "(.*)*x", "(?:a?){200}a{200}b", "(a*?)*?b",
        "([a-z]+)*1", "^(([a-z])+.)+[A-Z]([a-z])+$", 0};
    rt_ref subject = many("a", 20000, "!");
    for (const char **p = patterns; *p; p++) {
        for (int i = 0; i < 3; i++) {
            rt_budget = strstr(*p, "200") ? 30000000 : 600000;
            CHECK_TERM(bi_regex__match(text(*p), subject), "false");
        }
        rt_budget = strstr(*p, "200") ? 30000000 : 2000000;
        CHECK_TERM(bi_regex__find_n(text(*p), subject, parse("-1")), "[]");
    }
    rt_budget = INT64_MAX / 2;
}

// The search for what matches begin with takes steps for what it looks at, not each time for all that is left.
TEST(whenWhatMatchesBeginWithIsOftenThere_thenFewSteps) {
    rt_ref subject = many("abx", 20000, "");
    for (int i = 0; i < 3; i++) {
        rt_budget = 600000;
        CHECK_TERM(bi_regex__match(text("ab[0-9]"), subject), "false");
    }
    rt_budget = 600000;
    CHECK_TERM(bi_regex__find_n(text("ab[0-9]"), subject, parse("-1")), "[]");
    rt_budget = 600000;
    CHECK(RT_PTR(rt_array, bi_regex__find_n(text("ab"), subject, parse("-1")))->len == 20000);
    rt_budget = INT64_MAX / 2;
}

TEST(whenTheStepsAreSpent_thenTheEvaluationEnds) {
    rt_ref subject = many("a", 100000, ""), pattern = text("(a|b)*c(?:x{1,500}|yy)"), bad = many("[[:", 2000, "");
    for (int i = 0; i < 4; i++) {
        rt_budget = 1000;
        CHECK_ABORTS(bi_regex__find_n(pattern, subject, parse("-1")),
                     "eval_budget_error: the evaluation took more steps than it may");
        rt_budget = 1000;
        CHECK_ABORTS(bi_regex__match(pattern, subject), "eval_budget_error: the evaluation took more steps than it may");
        rt_budget = 1000;
        CHECK_ABORTS(bi_regex__is_valid(bad), "eval_budget_error: the evaluation took more steps than it may");
    }
    rt_budget = INT64_MAX / 2;
    CHECK_TERM(bi_regex__match(pattern, subject), "false");
    CHECK_TERM(bi_regex__match(pattern, text("abcyy")), "true");
}

// Needs 2^14 states, which are more than it may have.
TEST(whenAnAutomatonGrowsTooLarge_thenTheAnswerIsTheSame) {
    rt_ref pattern = text("(a|b)*a(a|b){13}$"), subject = many("abbabaaabbbab", 400, "baaaaaaaaaaaab");
    CHECK_TERM(bi_regex__match(pattern, subject), "false");
    CHECK_TERM(bi_regex__match(pattern, subject), "false");
    CHECK_TERM(bi_regex__match(pattern, many("abbabaaabbbab", 400, "aaaaaaaaaaaaaab")), "true");
}

TEST(whenMorePatternsAreUsedThanAreKept_thenAllMatch) {
    for (uint32_t round = 0; round < 3; round++) {
        for (uint32_t i = 0; i < 1500; i++) {
            rt_buffer b = {0};
            rt_buffer_add_str(&b, "^/p");
            rt_buffer_add_number(&b, rt_number_int(i));
            rt_buffer_add_str(&b, "/[0-9]+/(?:x|y|zz)$");
            rt_ref pattern = rt_buffer_string(&b);
            CHECK_TERM(bi_regex__match(pattern, text("/p7/12/zz")), i == 7 ? "true" : "false");
            CHECK_TERM(bi_regex__match(pattern, text("/p1499/12/y")), i == 1499 ? "true" : "false");
        }
        test_setup();
    }
}

TEST(whenAKnownPatternIsUsed_thenTheHeapStaysAsItIs) {
    rt_ref pattern = text("^/users/[0-9]+/(orders|items)/[a-z-]+$"), subject = text("/users/42/orders/abc-é");
    bi_regex__match(pattern, subject);
    uint32_t heap = rt_heap;
    for (int i = 0; i < 5; i++) {
        bi_regex__match(pattern, subject);
        CHECK(rt_heap == heap);
    }
}

const test_case tests_regex_match[] = {
    CASE(whenPatternsAreSimple_thenTheyMatch),
    CASE(whenAPlaceIsAskedFor_thenThereAlone),
    CASE(whenWhatRepeatsMayBeNothing_thenAsGoDoes),
    CASE(whenCaseDoesNotCount_thenUnicodesFoldingDoes),
    CASE(whenClassesHaveNames_thenUnicodesOrAsciis),
    CASE(whenABacktrackingSearchWouldTakeForEver_thenFewSteps),
    CASE(whenWhatMatchesBeginWithIsOftenThere_thenFewSteps),
    CASE(whenTheStepsAreSpent_thenTheEvaluationEnds),
    CASE(whenAnAutomatonGrowsTooLarge_thenTheAnswerIsTheSame),
    CASE(whenMorePatternsAreUsedThanAreKept_thenAllMatch),
    CASE(whenAKnownPatternIsUsed_thenTheHeapStaysAsItIs),
    {0},
};
