// Between libFuzzer and the targets: each input gets a heap of its own, and an end.
#include "fuzz.h"

#include "../tests/harness.h"
#include "../tests/host.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MEMORY = 32 << 20, NOTES = 8 };

jmp_buf *fuzz_on_abort;
bool fuzz_ran_out;
static struct { const char *name; rt_ref value; } notes[NOTES];
static uint32_t noted;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    jmp_buf end;
    test_setup();
    host_memory = MEMORY;
    rt_budget = FUZZ_STEPS;
    rt_place = 0;
    noted = 0;
    fuzz_on_abort = &end;
    if (setjmp(end) == 0) {
        // In the heap and just as long as it is, so that a look past its end is seen.
        char *exact = rt_alloc((uint32_t) size);
        rt_copy(exact, data, (uint32_t) size);
        fuzz_input in = {exact, exact + size};
        fuzz_target(&in);
    }
    return 0;
}

_Noreturn void test_aborted(const char *message) {
    fuzz_ran_out = strncmp(message, "eval_budget_error", 17) == 0 || strncmp(message, "eval_memory_error", 17) == 0;
    longjmp(*fuzz_on_abort, 1);
}

rt_ref fuzz_note(const char *name, rt_ref value) {
    notes[noted++ % NOTES].name = name;
    notes[(noted - 1) % NOTES].value = value;
    return value;
}

static void print_note(const char *name, rt_ref value) {
    rt_buffer b = {0};
    if (value) {
        rt_json_write(&b, value, RT_TERM);
    } else {
        rt_buffer_add_str(&b, "undefined");
    }
    fprintf(stderr, "  %s = %.*s\n", name, (int) b.len, b.bytes);
}

_Noreturn void fuzz_fail(const char *file, int line, const char *what) {
    fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
    jmp_buf too_much;
    fuzz_on_abort = &too_much;
    rt_budget = FUZZ_STEPS;
    if (setjmp(too_much) == 0) {
        for (uint32_t i = noted > NOTES ? noted - NOTES : 0; i < noted; i++) {
            print_note(notes[i % NOTES].name, notes[i % NOTES].value);
        }
    }
    abort();
}

uint32_t fuzz_byte(fuzz_input *in) { return in->at < in->end ? (uint8_t) *in->at++ : 0; }

uint32_t fuzz_below(fuzz_input *in, uint32_t n) { return fuzz_byte(in) % n; }

static const char *line_end(const fuzz_input *in) {
    const char *p = in->at;
    while (p < in->end && *p != '\n') {
        p++;
    }
    return p;
}

rt_ref fuzz_line(fuzz_input *in) {
    const char *from = in->at, *end = line_end(in);
    in->at = end < in->end ? end + 1 : end;
    return fuzz_note("line", bi_string_of_bytes(from, (uint32_t) (end - from)));
}

rt_ref fuzz_rest(fuzz_input *in) {
    const char *from = in->at;
    in->at = in->end;
    return fuzz_note("rest", bi_string_of_bytes(from, (uint32_t) (in->end - from)));
}

rt_ref fuzz_term(fuzz_input *in) {
    const char *from = in->at, *end = line_end(in);
    in->at = end < in->end ? end + 1 : end;
    return fuzz_note("term", rt_json_read(from, (uint32_t) (end - from), RT_TERM));
}

rt_buffer fuzz_text(rt_ref value, uint32_t format) {
    rt_buffer b = {0};
    rt_json_write(&b, value, format);
    return b;
}

bool fuzz_same_text(const rt_buffer *a, const rt_buffer *b) {
    return a->len == b->len && memcmp(a->bytes, b->bytes, a->len) == 0;
}

rt_ref fuzz_string(const char *s) { return rt_string_new(s, (uint32_t) strlen(s)); }
