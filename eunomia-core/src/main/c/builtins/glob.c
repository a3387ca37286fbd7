// Globs run as an automaton, so that none takes more than its length times the text's.
#include "glob.h"

typedef struct {
    bi_glob glob;
    const uint32_t *delimiters;
    uint32_t delimiter_count;
    uint32_t *marks, *stack; // marks[pc] == generation: pc is in the list already
    uint32_t generation;
} machine;

static bool is_one_of(uint32_t cp, const uint32_t *set, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        if (set[i] == cp) {
            return true;
        }
    }
    return false;
}

// Adds pc, and all that is reached from it without a character, to the list; returns the list's new length.
RT_APART static uint32_t add_state(machine *m, uint32_t *list, uint32_t count, uint32_t pc) {
    uint32_t depth = 0;
    m->stack[depth++] = pc;
    while (depth > 0) {
        pc = m->stack[--depth];
        if (m->marks[pc] == m->generation) {
            continue;
        }
        m->marks[pc] = m->generation;
        const bi_glob_op *i = &m->glob.ops[pc];
        switch (i->op) {
            case SPLIT:
                m->stack[depth++] = i->b;
                m->stack[depth++] = i->a;
                break;
            case JUMP: m->stack[depth++] = i->a; break;
            case FAIL: break;
            case STAR:
            case SUPER: m->stack[depth++] = pc + 1; // fall through
            default: list[count++] = pc; break;
        }
    }
    return count;
}

static bool accepts(const machine *m, const bi_glob_op *i, uint32_t cp) {
    switch (i->op) {
        case CHAR: return i->a == cp;
        case ONE:
        case STAR: return !is_one_of(cp, m->delimiters, m->delimiter_count);
        case SUPER: return true;
        case LIST: return is_one_of(cp, m->glob.chars + i->a, i->b) != i->negated;
        case RANGE: return (cp >= i->a && cp <= i->b) != i->negated;
        default: return false;
    }
}

RT_APART static bool run(machine *m, rt_ref text) {
    uint32_t size = m->glob.count, count;
    uint32_t *now = rt_alloc(size * 4), *then = rt_alloc(size * 4);
    m->marks = rt_limbs_new(size);
    m->stack = rt_alloc((2 * size + 2) * 4);
    m->generation = 1;
    count = add_state(m, now, 0, 0);
    for (uint32_t at = 0; at < bi_size(text) && count > 0;) {
        uint32_t cp = rt_utf8_decode(bi_bytes(text), bi_size(text), &at), kept = 0;
        rt_step(count);
        m->generation++;
        for (uint32_t k = 0; k < count; k++) {
            const bi_glob_op *i = &m->glob.ops[now[k]];
            if (accepts(m, i, cp)) {
                kept = add_state(m, then, kept, i->op == STAR || i->op == SUPER ? now[k] : now[k] + 1);
            }
        }
        uint32_t *other = now;
        now = then;
        then = other;
        count = kept;
    }
    for (uint32_t k = 0; k < count; k++) {
        if (m->glob.ops[now[k]].op == MATCH) {
            return true;
        }
    }
    return false;
}

// Fills `out` with the delimiters' code points; returns false, the error raised, if they are none.
RT_APART static bool take_delimiters(rt_ref delimiters, uint32_t *out) {
    for (uint32_t i = 0; i < bi_array_len(delimiters); i++) {
        rt_ref one = bi_elem(delimiters, i);
        bool is_string = rt_is(one, RT_STRING);
        if (!is_string || rt_utf8_count(bi_bytes(one), bi_size(one)) != 1) {
            bi_element_error("glob.match", 2, delimiters, is_string ? "rune" : "string", one);
            return false;
        }
        uint32_t at = 0;
        out[i] = rt_utf8_decode(bi_bytes(one), bi_size(one), &at);
    }
    return true;
}

rt_ref bi_glob__match(rt_ref pattern, rt_ref delimiters, rt_ref text) {
    static const uint32_t dot = '.';
    NEED_STRING(pattern, "glob.match", 1);
    machine m = {.delimiters = &dot, .delimiter_count = 1};
    if (rt_is(delimiters, RT_ARRAY)) {
        uint32_t n = bi_array_len(delimiters), *taken = rt_alloc(n * 4);
        if (!take_delimiters(delimiters, taken)) {
            return 0;
        }
        if (n > 0) {
            m.delimiters = taken;
            m.delimiter_count = n;
        }
    } else if (rt_is(delimiters, RT_NULL)) {
        m.delimiter_count = 0;
    } else {
        return rt_type_error("glob.match", 2, "one of {array, null}", delimiters);
    }
    NEED_STRING(text, "glob.match", 3);
    m.glob = bi_glob_compile(pattern);
    if (m.glob.error) {
        return rt_builtin_error("glob.match", m.glob.error);
    }
    return rt_bool(run(&m, text));
}

rt_ref bi_glob__quote_meta(rt_ref pattern) {
    NEED_STRING(pattern, "glob.quote_meta", 1);
    rt_buffer b = {0};
    rt_step(1 + (bi_size(pattern) >> 4));
    for (uint32_t i = 0; i < bi_size(pattern); i++) {
        char c = bi_bytes(pattern)[i];
        for (const char *special = "*?\\[]{}"; *special; special++) {
            if (c == *special) {
                rt_buffer_add_char(&b, '\\');
            }
        }
        rt_buffer_add_char(&b, c);
    }
    return rt_buffer_string(&b);
}
