// A glob pattern as a program: what glob_compile.c makes of it, and glob.c runs.
#ifndef EUNOMIA_GLOB_H
#define EUNOMIA_GLOB_H

#include "builtin.h"

enum { CHAR, ONE, LIST, RANGE, STAR, SUPER, SPLIT, JUMP, FAIL, MATCH };

typedef struct {
    uint8_t op;
    bool negated;
    uint32_t a, b; // CHAR: code point; LIST: where and how many; RANGE: from and to; SPLIT, JUMP: where to
} bi_glob_op;

typedef struct {
    bi_glob_op *ops;
    uint32_t count;
    uint32_t *chars; // of all lists
    const char *error; // what is wrong with the pattern, or 0
} bi_glob;

bi_glob bi_glob_compile(rt_ref pattern);

#endif
