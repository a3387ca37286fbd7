// All matches of a pattern in a text, and what must be so if they are right.
#ifndef EUNOMIA_FUZZ_MATCHES_H
#define EUNOMIA_FUZZ_MATCHES_H

#include "fuzz.h"

#include "../regex/regex.h"

// `slots` places each, as re_search has them.
typedef struct { uint32_t *places, slots, count; } matches;

// The builtins that find give the first `limit` of them, or all if it is 8 or more.
void matches_check_found(rt_ref pattern, rt_ref text, const matches *all, uint32_t limit);
void matches_check_split(rt_ref pattern, rt_ref text, const matches *all);
void matches_check_replaced(rt_ref pattern, rt_ref text, const matches *all);
// A pattern that backtrack.c knows is valid, and has these.
void matches_check_backtracking(rt_ref pattern, rt_ref text, bool is_valid, const matches *all);

#endif
