#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LIST(file) extern const test_case tests_##file[];
#include "list.inc"
#undef LIST

jmp_buf test_abort_target;
static bool abort_expected;
static char abort_message[4096];
static unsigned failures;
static const char *current;

void test_check(bool ok, const char *file, int line, const char *what) {
    if (!ok) {
        failures++;
        fprintf(stderr, "%s:%d: %s: %s\n", file, line, current, what);
    }
}

void test_expect_abort(void) {
    abort_expected = true;
    abort_message[0] = 0;
}

_Noreturn void test_aborted(const char *message) {
    if (!abort_expected) {
        fprintf(stderr, "%s: unexpected abort: %s\n", current, message);
        exit(1);
    }
    snprintf(abort_message, sizeof abort_message, "%s", message);
    longjmp(test_abort_target, 1);
}

void test_check_abort(const char *message, const char *file, int line) {
    abort_expected = false;
    if (strcmp(abort_message, message) != 0) {
        fprintf(stderr, "%s:%d: %s: aborted with '%s', not '%s'\n", file, line, current, abort_message, message);
        failures++;
    }
}

static void print_term(const char *label, rt_ref value) {
    rt_buffer b = {0};
    if (value) {
        rt_json_write(&b, value, RT_TERM);
    } else {
        rt_buffer_add_str(&b, "undefined");
    }
    fprintf(stderr, "  %s %.*s\n", label, (int) b.len, b.bytes);
}

void test_check_term(rt_ref got, const char *text, const char *file, int line) {
    rt_ref want = text ? parse(text) : 0;
    bool same = got && want ? rt_equal(got, want) : got == want;
    if (!same) {
        failures++;
        fprintf(stderr, "%s:%d: %s\n", file, line, current);
        print_term("want", want);
        print_term("got ", got);
    }
}

rt_ref parse(const char *term) {
    rt_ref value = rt_json_read(term, (uint32_t) strlen(term), RT_TERM);
    if (!value) {
        failures++;
        fprintf(stderr, "%s: no term: %s\n", current, term);
    }
    return value;
}

static unsigned run(const test_case *tests) {
    unsigned count = 0;
    for (; tests->run; tests++, count++) {
        current = tests->name;
        test_setup();
        tests->run();
    }
    return count;
}

int main(void) {
    unsigned count = 0;
#define LIST(file) count += run(tests_##file);
#include "list.inc"
#undef LIST
    printf("%u tests, %u failures\n", count, failures);
    return failures ? 1 : 0;
}
