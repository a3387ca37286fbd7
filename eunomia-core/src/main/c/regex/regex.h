// Regular expressions: RE2's syntax as Go's package regexp reads it, matched in linear time. See README.md.
#ifndef EUNOMIA_REGEX_H
#define EUNOMIA_REGEX_H

#include "../core.h"

// A compiled pattern. It holds no address but those inside it, so that it can be moved.
typedef struct re_program re_program;

// The program of a pattern (valid UTF-8), on the heap; or 0, and *error is Go's message, ended by a zero.
re_program *re_compile(const char *pattern, uint32_t len, const char **error);

// The same for the text of a value, kept over evaluations where there is room for it: cache.c. The next call may move
// it out. Kinds of texts are kept apart: what is a pattern may not be one for a builtin that asks more of it.
re_program *re_program_of(rt_ref pattern, uint32_t kind, const char **error);
re_program *re_kept(rt_ref pattern, uint32_t kind); // 0 if it is not there

uint32_t re_group_count(const re_program *program); // without the whole match
// The name of group i, from 1 on; *len is 0 if it has none.
const char *re_group_name(const re_program *program, uint32_t i, uint32_t *len);

// Whether the pattern matches anywhere in the text, which is valid UTF-8.
bool re_is_match(re_program *program, const char *text, uint32_t len);

enum { RE_NOWHERE = 0xFFFFFFFFu };

// Looks for matches in a text: the leftmost, and of those the one that a backtracking search would find first.
typedef struct {
    const re_program *program;
    const char *text;
    uint32_t len;
    uint32_t slots;    // 2 for the whole match, and 2 more for each group that is wanted
    uint32_t *places;  // of the last match: start and end of each, RE_NOWHERE if the group took no part
    struct re_machine *machine;         // pike.c's
    struct re_backtracker *backtracker; // backtrack.c's
    // re_next's
    uint32_t at, last_end;
} re_search;

re_search re_search_of(const re_program *program, const char *text, uint32_t len, uint32_t slots);
bool re_find(re_search *search, uint32_t from); // the first match at or after `from`
// The next one as Go counts them: an empty match right after another does not count.
bool re_next(re_search *search);

#endif
