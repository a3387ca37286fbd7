// Every builtin, and the one line that a test of one takes.
#ifndef EUNOMIA_TEST_BUILTINS_H
#define EUNOMIA_TEST_BUILTINS_H

#include "harness.h"

#define BUILTIN1(name) rt_ref bi_##name(rt_ref);
#define BUILTIN2(name) rt_ref bi_##name(rt_ref, rt_ref);
#define BUILTIN3(name) rt_ref bi_##name(rt_ref, rt_ref, rt_ref);
#define BUILTIN4(name) rt_ref bi_##name(rt_ref, rt_ref, rt_ref, rt_ref);
#include "builtins.inc"
#undef BUILTIN1
#undef BUILTIN2
#undef BUILTIN3
#undef BUILTIN4

// The call's answer, as a term; undefined; or in strict mode, the message that it fails with.
#define GIVES1(name, a, want) CHECK_TERM(bi_##name(parse(a)), want)
#define GIVES2(name, a, b, want) CHECK_TERM(bi_##name(parse(a), parse(b)), want)
#define GIVES3(name, a, b, c, want) CHECK_TERM(bi_##name(parse(a), parse(b), parse(c)), want)
#define UNDEFINED1(name, a) CHECK_UNDEFINED(bi_##name(parse(a)))
#define UNDEFINED2(name, a, b) CHECK_UNDEFINED(bi_##name(parse(a), parse(b)))
#define UNDEFINED3(name, a, b, c) CHECK_UNDEFINED(bi_##name(parse(a), parse(b), parse(c)))
#define FAILS(call, message)                                                     \
    do {                                                                         \
        rt_strict = 0;                                                           \
        CHECK_UNDEFINED(call);                                                   \
        rt_strict = 1;                                                           \
        CHECK_ABORTS(call, message);                                             \
        rt_strict = 0;                                                           \
    } while (0)
#define FAILS1(name, a, message) FAILS(bi_##name(parse(a)), message)
#define FAILS2(name, a, b, message) FAILS(bi_##name(parse(a), parse(b)), message)
#define FAILS3(name, a, b, c, message) FAILS(bi_##name(parse(a), parse(b), parse(c)), message)

#endif
