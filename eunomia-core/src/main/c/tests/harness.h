// What every native test of the runtime is written with.
#ifndef EUNOMIA_TEST_HARNESS_H
#define EUNOMIA_TEST_HARNESS_H

#include <setjmp.h>

#include "../runtime.h"

typedef struct {
    const char *name;
    void (*run)(void);
} test_case;

#define TEST(name) static void name(void)
#define CASE(name) {#name, name}

#define CHECK(cond) test_check((cond), __FILE__, __LINE__, #cond)
#define CHECK_TERM(ref, text) test_check_term((ref), (text), __FILE__, __LINE__)
#define CHECK_UNDEFINED(ref) test_check_term((ref), 0, __FILE__, __LINE__)
// The statement must end in rt_abort with exactly this message.
#define CHECK_ABORTS(statement, message)                                  \
    do {                                                                  \
        if (setjmp(test_abort_target) == 0) {                             \
            test_expect_abort();                                          \
            statement;                                                    \
        }                                                                 \
        test_check_abort((message), __FILE__, __LINE__);                  \
    } while (0)

extern jmp_buf test_abort_target;

void test_setup(void);                              // a fresh heap and budget, strict off
_Noreturn void test_aborted(const char *message);   // where rt_abort ends in native tests
void test_expect_abort(void);
void test_check_abort(const char *message, const char *file, int line);
void test_check(bool ok, const char *file, int line, const char *what);
void test_check_term(rt_ref got, const char *text, const char *file, int line);
rt_ref parse(const char *term);                     // the value of a term's text; fails the test if it is none

#endif
