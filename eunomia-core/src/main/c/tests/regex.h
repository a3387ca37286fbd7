// What the tests of regular expressions are written with: patterns and texts as C strings.
#ifndef EUNOMIA_TEST_REGEX_H
#define EUNOMIA_TEST_REGEX_H

#include "../regex/internal.h"
#include "builtins.h"

#include <string.h>

static inline rt_ref text(const char *s) { return rt_string_new(s, (uint32_t) strlen(s)); }

// Whether Pike's machine and backtracking find the same from everywhere.
static inline bool searches_agree(rt_ref pattern, rt_ref subject) {
    const char *error, *bytes = RT_PTR(rt_string, subject)->bytes;
    re_program *p = re_program_of(pattern, 0, &error);
    uint32_t slots = 2 + 2 * re_group_count(p), len = RT_PTR(rt_string, subject)->len;
    for (uint32_t from = 0; from <= len; from++) {
        re_search a = re_search_of(p, bytes, len, slots), b = re_search_of(p, bytes, len, slots);
        if (from < len && ((uint8_t) bytes[from] & 0xC0) == 0x80) {
            continue;
        }
        bool found = re_pike_find(&a, from);
        if (found != re_backtrack_find(&b, from) || (found && memcmp(a.places, b.places, slots * 4) != 0)) {
            return false;
        }
    }
    return true;
}

// What it matches, and its groups, everywhere in the subject; or not at all. Asked three times, since it is a machine
// that answers first, then an automaton that is made, then one that is there.
#define FINDS(pattern, subject, want)                                                                                \
    do {                                                                                                             \
        CHECK_TERM(bi_regex__find_all_string_submatch_n(text(pattern), text(subject), parse("-1")), want);           \
        CHECK(searches_agree(text(pattern), text(subject)));                                                         \
        for (int i_ = 0; i_ < 3; i_++) {                                                                             \
            CHECK_TERM(bi_regex__match(text(pattern), text(subject)), strcmp(want, "[]") == 0 ? "false" : "true");   \
        }                                                                                                            \
    } while (0)
#define REFUSED(pattern, message)                                                                                    \
    do {                                                                                                             \
        CHECK_TERM(bi_regex__is_valid(text(pattern)), "false");                                                      \
        FAILS(bi_regex__match(text(pattern), text("")),                                                              \
              "eval_builtin_error: regex.match: error parsing regexp: " message);                                    \
    } while (0)
#define ACCEPTED(pattern) CHECK_TERM(bi_regex__is_valid(text(pattern)), "true")

#endif
