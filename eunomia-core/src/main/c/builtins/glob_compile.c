#include "glob.h"

typedef struct { uint32_t split, jumps; } alternatives; // the newest SPLIT, and the newest JUMP of a chain to the end

typedef struct {
    const char *bytes;
    uint32_t len, at;
    bi_glob glob;
    alternatives *open;
    uint32_t depth;
    uint32_t char_count;
} compiler;

static uint32_t emit(compiler *c, uint8_t op, uint32_t a, uint32_t b) {
    c->glob.ops[c->glob.count] = (bi_glob_op) {op, false, a, b};
    return c->glob.count++;
}

static uint32_t next(compiler *c) { return rt_utf8_decode(c->bytes, c->len, &c->at); }

static void open_alternatives(compiler *c) {
    uint32_t split = emit(c, SPLIT, c->glob.count + 1, 0);
    c->open[c->depth++] = (alternatives) {split, 0};
}

static void next_alternative(compiler *c) {
    alternatives *open = &c->open[c->depth - 1];
    open->jumps = emit(c, JUMP, open->jumps, 0);
    c->glob.ops[open->split].b = c->glob.count;
    open->split = emit(c, SPLIT, c->glob.count + 1, 0);
}

RT_APART static void close_alternatives(compiler *c) {
    alternatives open = c->open[--c->depth];
    uint32_t jump = emit(c, JUMP, open.jumps, 0);
    c->glob.ops[open.split].b = emit(c, FAIL, 0, 0);
    while (jump) {
        uint32_t earlier = c->glob.ops[jump].a;
        c->glob.ops[jump].a = c->glob.count;
        jump = earlier;
    }
}

RT_APART static void compile_list(compiler *c, bool negated) {
    uint32_t start = c->char_count;
    while (c->at < c->len && c->bytes[c->at] != ']') {
        if (c->bytes[c->at] == '\\' && ++c->at == c->len) {
            break;
        }
        c->glob.chars[c->char_count++] = next(c);
    }
    if (c->at == c->len) {
        c->glob.error = "unexpected end of input";
    } else if (c->char_count == start) {
        c->glob.error = "could not parse range";
    }
    c->glob.ops[emit(c, LIST, start, c->char_count - start)].negated = negated;
}

RT_APART static void compile_range(compiler *c, uint32_t low, bool negated) {
    c->at++; // '-'
    if (c->at == c->len) {
        c->glob.error = "unexpected end of input";
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
        c->glob.error = b.bytes;
    }
    c->glob.ops[emit(c, RANGE, low, high)].negated = negated;
}

RT_APART static void compile_class(compiler *c) {
    bool negated = c->at < c->len && c->bytes[c->at] == '!';
    c->at += negated;
    if (c->at == c->len) {
        c->glob.error = "unexpected end of input";
        return;
    }
    uint32_t start = c->at, first = next(c);
    if (c->at < c->len && c->bytes[c->at] == '-') {
        compile_range(c, first, negated);
    } else {
        c->at = start;
        compile_list(c, negated);
    }
    if (c->glob.error) {
        return;
    }
    if (c->at == c->len) {
        c->glob.error = "unexpected end of input";
    } else if (c->bytes[c->at++] != ']') {
        c->glob.error = "expected close range character";
    }
}

RT_APART static void compile_one(compiler *c) {
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

bi_glob bi_glob_compile(rt_ref pattern) {
    uint32_t n = bi_size(pattern);
    compiler c = {.bytes = bi_bytes(pattern), .len = n};
    // The most that one byte becomes is three operations: "{", which also has to be closed.
    c.glob.ops = rt_alloc((3 * n + 1) * (uint32_t) sizeof(bi_glob_op));
    c.glob.chars = rt_alloc(n * (uint32_t) sizeof(uint32_t));
    c.open = rt_alloc(n * (uint32_t) sizeof(alternatives));
    rt_step(1 + n);
    while (c.at < n && !c.glob.error) {
        compile_one(&c);
    }
    while (c.depth > 0) {
        close_alternatives(&c); // an open brace ends with the pattern
    }
    emit(&c, MATCH, 0, 0);
    return c.glob;
}
