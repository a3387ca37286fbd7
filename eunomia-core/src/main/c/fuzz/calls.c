// Any builtin with any operands, "NAME [OPERAND, …]" being the input: no operand is changed, the answer is in good form,
// and it is the same the second time and in strict mode.
#include "fuzz.h"

#include <stdio.h>
#include <string.h>

typedef rt_ref (*one)(rt_ref);
typedef rt_ref (*two)(rt_ref, rt_ref);
typedef rt_ref (*three)(rt_ref, rt_ref, rt_ref);
typedef rt_ref (*four)(rt_ref, rt_ref, rt_ref, rt_ref);

typedef union { one one; two two; three three; four four; } function;
typedef struct { const char *name; uint32_t arity; function function; } builtin;

#define BUILTIN1(name) rt_ref bi_##name(rt_ref);
#define BUILTIN2(name) rt_ref bi_##name(rt_ref, rt_ref);
#define BUILTIN3(name) rt_ref bi_##name(rt_ref, rt_ref, rt_ref);
#define BUILTIN4(name) rt_ref bi_##name(rt_ref, rt_ref, rt_ref, rt_ref);
#include "../tests/builtins.inc"
#undef BUILTIN1
#undef BUILTIN2
#undef BUILTIN3
#undef BUILTIN4

static const builtin builtins[] = {
#define BUILTIN1(name) {#name, 1, {.one = bi_##name}},
#define BUILTIN2(name) {#name, 2, {.two = bi_##name}},
#define BUILTIN3(name) {#name, 3, {.three = bi_##name}},
#define BUILTIN4(name) {#name, 4, {.four = bi_##name}},
#include "../tests/builtins.inc"
};

static const builtin *find(const char *name, uint32_t len) {
    for (uint32_t i = 0; i < sizeof builtins / sizeof *builtins; i++) {
        if (strlen(builtins[i].name) == len && memcmp(builtins[i].name, name, len) == 0) {
            return &builtins[i];
        }
    }
    return 0;
}

static rt_ref call(const builtin *b, rt_ref operands) {
    rt_ref first = bi_elem(operands, 0);
    switch (b->arity) {
        case 1: return b->function.one(first);
        case 2: return b->function.two(first, bi_elem(operands, 1));
        case 3: return b->function.three(first, bi_elem(operands, 1), bi_elem(operands, 2));
        default:
            return b->function.four(first, bi_elem(operands, 1), bi_elem(operands, 2), bi_elem(operands, 3));
    }
}

static bool same(rt_ref a, rt_ref b) { return a && b ? rt_equal(a, b) : a == b; }

// The answer in strict mode; 0 where it ends the evaluation.
static rt_ref call_strictly(const builtin *b, rt_ref operands) {
    jmp_buf *outer = fuzz_on_abort, end;
    rt_ref answer = 0;
    static const char place[] = "policy.rego:1: ";
    rt_budget = 2 * (int64_t) FUZZ_STEPS; // enough, as it was before
    rt_place = (uint32_t) (uintptr_t) place;
    rt_strict = 1;
    fuzz_ran_out = false;
    fuzz_on_abort = &end;
    if (setjmp(end) == 0) {
        answer = call(b, operands);
    }
    fuzz_on_abort = outer;
    rt_strict = 0;
    if (!answer && fuzz_ran_out) {
        longjmp(*outer, 1);
    }
    return answer;
}

void fuzz_target(fuzz_input *in) {
    const char *name = in->at;
    while (in->at < in->end && *in->at != ' ') {
        in->at++;
    }
    const builtin *b = find(name, (uint32_t) (in->at - name));
    uint32_t len = (uint32_t) (in->end - in->at);
    rt_ref operands = fuzz_note("operands", rt_json_read(in->at, len, RT_TERM));
    if (!b || !operands || !rt_is(operands, RT_ARRAY) || bi_array_len(operands) != b->arity) {
        return;
    }
    rt_ref again = rt_json_read(in->at, len, RT_TERM), third = rt_json_read(in->at, len, RT_TERM);
    rt_hash(third); // known hashes and orders must make no difference
    rt_scan(third);
    rt_ref answer = fuzz_note("answer", call(b, operands));
    if (answer) {
        fuzz_well_formed(answer);
    }
    HOLDS(same(fuzz_note("second", call(b, again)), answer));
    HOLDS(same(fuzz_note("strict", call_strictly(b, third)), answer));
    fuzz_well_formed(operands);
    rt_buffer before = fuzz_text(rt_json_read(in->at, len, RT_TERM), RT_TERM);
    rt_buffer after = fuzz_text(operands, RT_TERM), strict = fuzz_text(third, RT_TERM);
    HOLDS(fuzz_same_text(&before, &after) && fuzz_same_text(&before, &strict));
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, uint32_t seed) {
    const uint8_t *space = memchr(data, ' ', size);
    fuzz_input operands = {(char *) (space ? space : data), (char *) data + size};
    return fuzz_mutate_term(data, size, most, operands, seed);
}
