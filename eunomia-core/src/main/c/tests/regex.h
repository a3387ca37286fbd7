// What the tests of regular expressions are written with: patterns and texts as C strings.
#ifndef EUNOMIA_TEST_REGEX_H
#define EUNOMIA_TEST_REGEX_H

#include "../regex/regex.h"
#include "builtins.h"

#include <string.h>

static inline rt_ref text(const char *s) { return rt_string_new(s, (uint32_t) strlen(s)); }

// What it matches, and its groups, everywhere in the subject; or not at all. Asked three times, since it is a machine
// that answers first, then an automaton that is made, then one that is there.
#define FINDS(pattern, subject, want)                                                                                \
    do {                                                                                                             \
        CHECK_TERM(bi_regex__find_all_string_submatch_n(text(pattern), text(subject), parse("-1")), want);           \
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
