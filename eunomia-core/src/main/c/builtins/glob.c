// glob.match: the pattern becomes a small automaton, so that no pattern takes more than length times length.
#include "builtin.h"

typedef enum { CHAR, ONE, LIST, RANGE, STAR, SUPER, SPLIT, JUMP, FAIL, MATCH } op;

typedef struct {
    uint8_t op;
    bool negated;
    uint32_t a, b; // CHAR: code point; LIST: where and how many; RANGE: from and to; SPLIT, JUMP: where to
} instruction;

typedef struct { uint32_t split, jumps; } alternatives; // the newest SPLIT, and the newest JUMP of a chain to the end

typedef struct {
    const char *bytes;
    uint32_t len, at;
    instruction *program;
    uint32_t count;
    alternatives *open;
    uint32_t depth;
    uint32_t *chars; // of all lists
    uint32_t char_count;
    const char *error;
} compiler;

static uint32_t emit(compiler *c, op op, uint32_t a, uint32_t b) {
    c->program[c->count] = (instruction) {(uint8_t) op, false, a, b};
    return c->count++;
}

static uint32_t next(compiler *c) { return rt_utf8_decode(c->bytes, c->len, &c->at); }

static void open_alternatives(compiler *c) {
    uint32_t split = emit(c, SPLIT, c->count + 1, 0);
    c->open[c->depth++] = (alternatives) {split, 0};
}

static void next_alternative(compiler *c) {
    alternatives *open = &c->open[c->depth - 1];
    open->jumps = emit(c, JUMP, open->jumps, 0);
    c->program[open->split].b = c->count;
    open->split = emit(c, SPLIT, c->count + 1, 0);
}

static void close_alternatives(compiler *c) {
    alternatives open = c->open[--c->depth];
    uint32_t jump = emit(c, JUMP, open.jumps, 0);
    c->program[open.split].b = emit(c, FAIL, 0, 0);
    while (jump) {
        uint32_t earlier = c->program[jump].a;
        c->program[jump].a = c->count;
        jump = earlier;
    }
}

static void compile_list(compiler *c, bool negated) {
    uint32_t start = c->char_count;
    while (c->at < c->len && c->bytes[c->at] != ']') {
        if (c->bytes[c->at] == '\\' && ++c->at == c->len) {
            break;
        }
        c->chars[c->char_count++] = next(c);
    }
    if (c->at == c->len) {
        c->error = "unexpected end of input";
    } else if (c->char_count == start) {
        c->error = "could not parse range";
    }
    c->program[emit(c, LIST, start, c->char_count - start)].negated = negated;
}

static void compile_range(compiler *c, uint32_t low, bool negated) {
    c->at++; // '-'
    if (c->at == c->len) {
        c->error = "unexpected end of input";
        return;
    }
    uint32_t high = next(c);
    if (high < low) {
        rt_buffer b = {0};
        rt_buffer_add_str(&b, "hi character '");
        rt_buffer_add_code_point(&b, high);
        rt_buffer_add_str(&b, "' should be greater than lo '");
        rt_buffer_add_code_point(&b, low);
        rt_buffer_add(&b, "'", 2);
        c->error = b.bytes;
    }
    c->program[emit(c, RANGE, low, high)].negated = negated;
}

static void compile_class(compiler *c) {
    bool negated = c->at < c->len && c->bytes[c->at] == '!';
    c->at += negated;
    if (c->at == c->len) {
        c->error = "unexpected end of input";
        return;
    }
    uint32_t start = c->at, first = next(c);
    if (c->at < c->len && c->bytes[c->at] == '-') {
        compile_range(c, first, negated);
    } else {
        c->at = start;
        compile_list(c, negated);
    }
    if (c->error) {
        return;
    }
    if (c->at == c->len) {
        c->error = "unexpected end of input";
    } else if (c->bytes[c->at++] != ']') {
        c->error = "expected close range character";
    }
}

static void compile_one(compiler *c) {
    uint32_t cp = next(c);
    switch (cp) {
        case '{': open_alternatives(c); return;
        case '[': compile_class(c); return;
        case '?': emit(c, ONE, 0, 0); return;
        case '*':
            if (c->at < c->len && c->bytes[c->at] == '*') {
                c->at++;
                emit(c, SUPER, 0, 0);
            } else {
                emit(c, STAR, 0, 0);
            }
            return;
        case '\\':
            if (c->at < c->len) {
                emit(c, CHAR, next(c), 0);
            }
            return;
        default: break;
    }
    if (c->depth > 0 && cp == ',') {
        next_alternative(c);
    } else if (c->depth > 0 && cp == '}') {
        close_alternatives(c);
    } else {
        emit(c, CHAR, cp, 0);
    }
}

static void compile(compiler *c, rt_ref pattern) {
    uint32_t n = bi_size(pattern);
    // The longest that one byte becomes is three instructions: of "{", which also has to be closed.
    *c = (compiler) {.bytes = bi_bytes(pattern), .len = n};
    c->program = rt_alloc((3 * n + 1) * (uint32_t) sizeof(instruction));
    c->open = rt_alloc(n * (uint32_t) sizeof(alternatives));
    c->chars = rt_alloc(n * (uint32_t) sizeof(uint32_t));
    rt_step(1 + n);
    while (c->at < n && !c->error) {
        compile_one(c);
    }
    while (c->depth > 0) {
        close_alternatives(c); // an open brace ends with the pattern
    }
    emit(c, MATCH, 0, 0);
}

typedef struct {
    const compiler *c;
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
static uint32_t add_state(machine *m, uint32_t *list, uint32_t count, uint32_t pc) {
    uint32_t depth = 0;
    m->stack[depth++] = pc;
    while (depth > 0) {
        pc = m->stack[--depth];
        if (m->marks[pc] == m->generation) {
            continue;
        }
        m->marks[pc] = m->generation;
        const instruction *i = &m->c->program[pc];
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

static bool accepts(const machine *m, const instruction *i, uint32_t cp) {
    switch (i->op) {
        case CHAR: return i->a == cp;
        case ONE:
        case STAR: return !is_one_of(cp, m->delimiters, m->delimiter_count);
        case SUPER: return true;
        case LIST: return is_one_of(cp, m->c->chars + i->a, i->b) != i->negated;
        case RANGE: return (cp >= i->a && cp <= i->b) != i->negated;
        default: return false;
    }
}

static bool run(machine *m, rt_ref text) {
    uint32_t size = m->c->count, count;
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
            const instruction *i = &m->c->program[now[k]];
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
        if (m->c->program[now[k]].op == MATCH) {
            return true;
        }
    }
    return false;
}

// Fills `out` with the delimiters' code points; returns false, the error raised, if they are none.
static bool take_delimiters(rt_ref delimiters, uint32_t *out) {
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
    compiler c;
    compile(&c, pattern);
    if (c.error) {
        return rt_builtin_error("glob.match", c.error);
    }
    m.c = &c;
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
