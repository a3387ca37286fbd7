// What the builtins of regular expressions share.
#ifndef EUNOMIA_BUILTINS_REGEX_H
#define EUNOMIA_BUILTINS_REGEX_H

#include "../regex/regex.h"
#include "builtin.h"

enum { BI_REGEX, BI_REGEX_TEMPLATE }; // kinds of kept patterns

// The pattern's program; 0, the error raised, if it is none.
re_program *bi_regex(rt_ref pattern, const char *builtin);

#endif
