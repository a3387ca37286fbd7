// All ways to ask about a pattern have one answer, in steps that are bounded; and where the pattern is plain, it is the one
// of backtrack.c. Input: a line, the pattern; a byte, the n of regex.find_n or where an evaluation ends early; the text.
#include "matches.h"

#include "../builtins/regex.h"
#include "../regex/internal.h"

#include <string.h>

rt_ref bi_re_match(rt_ref, rt_ref);
rt_ref bi_regex__find_all_string_submatch_n(rt_ref, rt_ref, rt_ref);
rt_ref bi_regex__find_n(rt_ref, rt_ref, rt_ref);
rt_ref bi_regex__is_valid(rt_ref);
rt_ref bi_regex__match(rt_ref, rt_ref);
rt_ref bi_regex__replace(rt_ref, rt_ref, rt_ref);
rt_ref bi_regex__split(rt_ref, rt_ref);
rt_ref bi_regex__template_match(rt_ref, rt_ref, rt_ref, rt_ref);

// ---- steps, which are linear in the pattern and in the text
enum {
    COMPILING = 1000,         // a byte of a pattern: \pL with (?i) goes through Unicode's tables three times
    COMPILING_COUNTED = 4000, // and where there are counts: "a{1000}" is a thousand instructions
    MATCHING = 2,             // for each instruction, character and eight slots
    REPEATED = 32
};

static bool is_bounded;

static void may_take(int64_t steps) {
    is_bounded = steps <= FUZZ_STEPS;
    rt_budget = is_bounded ? steps : FUZZ_STEPS;
}

static int64_t compiling(rt_ref pattern) {
    bool counts = memchr(bi_bytes(pattern), '{', bi_size(pattern)) != 0;
    return (int64_t) (COMPILING + counts * COMPILING_COUNTED) * (bi_size(pattern) + 1);
}

// One search. What finds all searches at most twice for each match, and twice in the end.
static int64_t searching(const re_program *p, rt_ref text, uint32_t slots) {
    return (int64_t) MATCHING * (p->inst_count + 8) * (bi_size(text) + 2) * (1 + slots / 8);
}

static int64_t asking(rt_ref pattern, const re_program *p, rt_ref text) {
    return compiling(pattern) + searching(p, text, 0);
}

// ---- validity

// Whether the evaluation fails, as errors of builtins are strict.
static bool fails(rt_ref pattern, rt_ref text) {
    jmp_buf *outer = fuzz_on_abort, end;
    static const char place[] = "policy.rego:1: ";
    volatile bool failed = false;
    rt_place = (uint32_t) (uintptr_t) place;
    rt_strict = 1;
    fuzz_ran_out = false;
    fuzz_on_abort = &end;
    if (setjmp(end) == 0) {
        bi_regex__match(pattern, text);
    } else {
        failed = true;
    }
    fuzz_on_abort = outer;
    rt_strict = 0;
    if (failed && fuzz_ran_out) {
        longjmp(*outer, 1);
    }
    return failed;
}

static void check_error(const char *error) {
    static const char start[] = "error parsing regexp: ";
    HOLDS(strncmp(error, start, sizeof start - 1) == 0 && fuzz_is_utf8(error, (uint32_t) strlen(error)));
}

static void check_refused(rt_ref pattern, rt_ref text) {
    rt_ref all = SMALL(-1);
    HOLDS(!bi_regex__match(pattern, text) && !bi_re_match(pattern, text));
    HOLDS(!bi_regex__find_n(pattern, text, all) && !bi_regex__find_all_string_submatch_n(pattern, text, all));
    HOLDS(!bi_regex__split(pattern, text) && !bi_regex__replace(text, pattern, text));
}

// ---- matches

static bool is_boundary(rt_ref text, uint32_t at) {
    return at == bi_size(text) || (at < bi_size(text) && ((uint8_t) bi_bytes(text)[at] & 0xC0) != 0x80);
}

static void check_places(rt_ref text, const uint32_t *places, uint32_t slots) {
    HOLDS(places[0] != RE_NOWHERE);
    for (uint32_t i = 0; i < slots; i += 2) {
        uint32_t from = places[i], to = places[i + 1];
        HOLDS((from == RE_NOWHERE) == (to == RE_NOWHERE));
        if (from != RE_NOWHERE) {
            HOLDS(places[0] <= from && from <= to && to <= places[1]);
            HOLDS(is_boundary(text, from) && is_boundary(text, to));
        }
    }
}

static matches all_matches(const re_program *p, rt_ref text, uint32_t slots) {
    matches all = {rt_alloc((bi_size(text) + 1) * slots * 4), slots, 0};
    re_search s = re_search_of(p, bi_bytes(text), bi_size(text), slots);
    uint32_t end = 0;
    for (;; all.count++) {
        may_take(2 * searching(p, text, slots));
        if (!re_next(&s)) {
            return all;
        }
        check_places(text, s.places, slots);
        // In order, apart, and nothing that is empty right behind another.
        HOLDS(all.count == 0 || s.places[0] > end || (s.places[0] == end && s.places[1] > end));
        end = s.places[1];
        HOLDS(all.count <= bi_size(text));
        rt_copy(all.places + all.count * slots, s.places, slots * 4);
    }
}

static void check_few_slots(const re_program *p, rt_ref text, const matches *all) {
    matches whole = all_matches(p, text, 2);
    HOLDS(whole.count == all->count);
    for (uint32_t i = 0; i < all->count; i++) {
        HOLDS(memcmp(whole.places + 2 * i, all->places + all->slots * i, 8) == 0);
    }
}

// A kept program three times: by a machine, by an automaton that is made, by one that is there.
static void check_asked(rt_ref pattern, rt_ref text, const re_program *fresh, bool matches) {
    for (uint32_t i = 0; i < 3; i++) {
        may_take(asking(pattern, fresh, text));
        HOLDS(bi_regex__match(pattern, text) == rt_bool(matches));
    }
}

// In a text that is long enough for it to be seen whether the steps are linear.
static void check_long(rt_ref pattern, rt_ref text, const re_program *fresh) {
    rt_buffer b = {0};
    for (uint32_t i = 0; i < REPEATED; i++) {
        rt_buffer_add(&b, bi_bytes(text), bi_size(text));
    }
    rt_ref repeated = rt_buffer_string(&b);
    if (asking(pattern, fresh, repeated) <= FUZZ_STEPS) {
        may_take(searching(fresh, repeated, 2));
        re_search s = re_search_of(fresh, b.bytes, b.len, 2);
        check_asked(pattern, repeated, fresh, re_find(&s, 0));
    }
}

static void check_kept(rt_ref pattern, rt_ref text, const re_program *fresh) {
    const char *error;
    may_take(compiling(pattern));
    re_program *p = re_program_of(pattern, BI_REGEX, &error);
    HOLDS(p->inst_count == fresh->inst_count && p->size == fresh->size);
    HOLDS(memcmp(p->insts, fresh->insts, p->inst_count * sizeof(re_inst)) == 0);
    for (uint32_t at = 0; p->kept && at <= bi_size(text); at++) {
        if (is_boundary(text, at)) {
            uint32_t heap = rt_heap;
            re_search s = re_search_of(p, bi_bytes(text), bi_size(text), 0);
            may_take(2 * searching(p, text, 0));
            bool found = re_find(&s, at);
            int32_t says = re_automaton_run(p, bi_bytes(text), bi_size(text), at);
            HOLDS(says < 0 || says == found);
            rt_release(heap);
        }
    }
}

// ---- all together

static rt_ref wrapped(const char *before, rt_ref pattern, const char *behind) {
    rt_buffer b = {0};
    rt_buffer_add_str(&b, before);
    rt_buffer_add(&b, bi_bytes(pattern), bi_size(pattern));
    rt_buffer_add_str(&b, behind);
    return rt_buffer_string(&b);
}

static void check_template(rt_ref pattern, rt_ref text) {
    if (memchr(bi_bytes(pattern), 1, bi_size(pattern)) || memchr(bi_bytes(pattern), 2, bi_size(pattern))) {
        return;
    }
    may_take(INT64_MAX);
    rt_ref part = wrapped("^", pattern, "$"), whole = wrapped("^(", pattern, ")$"), template = wrapped("\1", pattern, "\2");
    bool is_valid = bi_regex__is_valid(part) == rt_true;
    rt_ref got = fuzz_note("template", bi_regex__template_match(template, text, LITERAL("\1"), LITERAL("\2")));
    HOLDS(got == (is_valid ? bi_regex__match(whole, text) : 0));
}

// What is kept must be whole wherever an evaluation ends.
static void interrupted(rt_ref pattern, rt_ref text, uint32_t steps) {
    jmp_buf *outer = fuzz_on_abort, end;
    fuzz_on_abort = &end;
    for (volatile uint32_t i = 0; i < 3; i++) {
        rt_budget = (int64_t) steps * (bi_size(text) + 1) / 16;
        if (setjmp(end) == 0) {
            bi_regex__match(pattern, text);
        }
    }
    fuzz_on_abort = outer;
}

static void check(rt_ref pattern, rt_ref text, uint32_t byte) {
    const char *error = 0;
    re_forget();
    may_take(compiling(pattern));
    const re_program *fresh = re_compile(bi_bytes(pattern), bi_size(pattern), &error);
    interrupted(pattern, text, byte);
    may_take(compiling(pattern) + (fresh ? searching(fresh, text, 0) : 0));
    HOLDS(fails(pattern, text) == !fresh);
    HOLDS(bi_regex__is_valid(pattern) == rt_bool(fresh));
    matches all = {0};
    if (fresh) {
        all = all_matches(fresh, text, 2 * (1 + re_group_count(fresh)));
        check_few_slots(fresh, text, &all);
        check_asked(pattern, text, fresh, all.count > 0);
        check_kept(pattern, text, fresh);
        check_long(pattern, text, fresh);
        int64_t steps = compiling(pattern) + (2 * all.count + 2) * searching(fresh, text, all.slots) + bi_size(text);
        may_take(2 * steps);
        matches_check_found(pattern, text, &all, byte % 16);
        may_take(steps);
        matches_check_split(pattern, text, &all);
        may_take(3 * (steps + searching(fresh, text, 0)));
        matches_check_replaced(pattern, text, &all);
    } else {
        check_error(error);
        may_take(6 * compiling(pattern));
        check_refused(pattern, text);
    }
    matches_check_backtracking(pattern, text, fresh, &all);
    check_template(pattern, text);
}

void fuzz_target(fuzz_input *in) {
    rt_ref pattern = fuzz_line(in);
    uint32_t byte = fuzz_byte(in);
    rt_ref text = fuzz_rest(in);
    jmp_buf *outer = fuzz_on_abort, end;
    is_bounded = false;
    fuzz_on_abort = &end;
    if (setjmp(end) == 0) {
        check(pattern, text, byte);
    } else {
        fuzz_on_abort = outer;
        HOLDS(rt_budget >= 0 || !is_bounded);
    }
}
