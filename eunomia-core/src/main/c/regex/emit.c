// Syntax trees to instructions, from the end to the begin, so that what comes next is always there.
#include "internal.h"

typedef struct {
    re_code code;
    re_node *seen[16]; // sets that have their place: the latest of those that differ
    uint32_t seen_count;
} emitter;

static uint32_t emit(emitter *e, uint32_t op, uint32_t out, uint32_t arg) {
    e->code.insts[e->code.inst_count] = (re_inst) {op | out << 4, arg};
    return e->code.inst_count++;
}

// Tries `first`, then `second`; the other way round if lazy.
static re_inst fork(uint32_t first, uint32_t second, bool lazy) {
    return lazy ? (re_inst) {RE_I_ALT | second << 4, first} : (re_inst) {RE_I_ALT | first << 4, second};
}

static uint32_t emit_fork(emitter *e, uint32_t first, uint32_t second, bool lazy) {
    e->code.insts[e->code.inst_count] = fork(first, second, lazy);
    return e->code.inst_count++;
}

static uint32_t *more_words(re_code *code, uint32_t count) {
    if (code->word_cap - code->word_count < count) {
        uint32_t cap = 2 * code->word_cap + count;
        code->words = rt_resize(code->words, code->word_cap * 4, cap * 4);
        code->word_cap = cap;
    }
    uint32_t *words = code->words + code->word_count;
    code->word_count += count;
    return words;
}

static bool is_same_set(const re_node *a, const re_node *b) {
    return a->a == b->a && (a->ranges == b->ranges
        || rt_bytes_equal((const char *) a->ranges, (const char *) b->ranges, a->a * (uint32_t) sizeof(re_range)));
}

RT_APART static uint32_t place_set(emitter *e, re_node *n) {
    for (uint32_t i = 0; i < 16 && i < e->seen_count; i++) {
        if (is_same_set(e->seen[i], n)) {
            return e->seen[i]->b;
        }
    }
    uint32_t beyond = 0;
    while (beyond < n->a && n->ranges[beyond].hi < 0x80) {
        beyond++;
    }
    uint32_t at = e->code.word_count;
    re_chars *chars = (re_chars *) more_words(&e->code, 5 + 2 * (n->a - beyond));
    __builtin_memset(chars->ascii, 0, sizeof chars->ascii);
    for (uint32_t i = 0; i < n->a && n->ranges[i].lo < 0x80; i++) {
        for (uint32_t c = n->ranges[i].lo; c <= n->ranges[i].hi && c < 0x80; c++) {
            chars->ascii[c >> 5] |= 1u << (c & 31);
        }
    }
    chars->count = n->a - beyond;
    for (uint32_t i = beyond; i < n->a; i++) {
        chars->ranges[i - beyond] = n->ranges[i];
    }
    e->seen[e->seen_count++ % 16] = n;
    return at + 1;
}

static uint32_t emit_set(emitter *e, re_node *n, uint32_t next) {
    if (n->a == 0) {
        return emit(e, RE_I_FAIL, 0, 0);
    }
    if (n->a == 1 && n->ranges[0].lo == n->ranges[0].hi) {
        return emit(e, RE_I_CHAR, next, n->ranges[0].lo);
    }
    if (n->b == 0) {
        n->b = place_set(e, n);
    }
    return emit(e, RE_I_SET, next, n->b - 1);
}

static uint32_t emit_node(emitter *e, re_node *n, uint32_t next);

static uint32_t emit_plus(emitter *e, re_node *sub, uint32_t next, bool lazy) {
    uint32_t loop = emit(e, RE_I_FAIL, 0, 0), body = emit_node(e, sub, loop);
    e->code.insts[loop] = fork(body, next, lazy);
    return body;
}

static uint32_t emit_star(emitter *e, re_node *sub, uint32_t next, bool lazy) {
    if (sub->nullable) { // (x+)?: so that the first round comes before what is next, though it matches nothing
        return emit_fork(e, emit_plus(e, sub, next, lazy), next, lazy);
    }
    uint32_t loop = emit(e, RE_I_FAIL, 0, 0);
    e->code.insts[loop] = fork(emit_node(e, sub, loop), next, lazy);
    return loop;
}

// x{2,} is xx+, x{2,4} is xx(x(x)?)?
static uint32_t emit_repeat(emitter *e, re_node *n, uint32_t next) {
    uint32_t once = n->a, at = next;
    if (n->b == RE_UNBOUNDED) {
        if (n->a == 0) {
            return emit_star(e, n->last, next, n->lazy);
        }
        at = emit_plus(e, n->last, next, n->lazy);
        once--;
    } else {
        for (uint32_t i = n->a; i < n->b; i++) {
            at = emit_fork(e, emit_node(e, n->last, at), next, n->lazy);
        }
    }
    for (; once > 0; once--) {
        at = emit_node(e, n->last, at);
    }
    return at;
}

static uint32_t emit_list(emitter *e, re_node *n, uint32_t next) {
    re_node *sub = n->last;
    uint32_t at = emit_node(e, sub, next);
    while ((sub = sub->before)) {
        at = n->op == RE_CONCAT ? emit_node(e, sub, at) : emit_fork(e, emit_node(e, sub, next), at, false);
    }
    return at;
}

// Returns where to begin. It recurses as deep as the tree is high.
static uint32_t emit_node(emitter *e, re_node *n, uint32_t next) {
    switch (n->op) {
        case RE_LITERAL: return emit(e, RE_I_CHAR, next, n->a);
        case RE_SET: return emit_set(e, n, next);
        case RE_ANY: return emit(e, RE_I_ANY, next, 0);
        case RE_ANY_BUT_NEWLINE: return emit(e, RE_I_ANY_BUT_NEWLINE, next, 0);
        case RE_ASSERTION: return emit(e, RE_I_ASSERT, next, n->a);
        case RE_GROUP: {
            uint32_t end = emit(e, RE_I_SAVE, next, 2 * n->a + 1);
            return emit(e, RE_I_SAVE, emit_node(e, n->last, end), 2 * n->a);
        }
        case RE_STAR: return emit_star(e, n->last, next, n->lazy);
        case RE_PLUS: return emit_plus(e, n->last, next, n->lazy);
        case RE_QUEST: return emit_fork(e, emit_node(e, n->last, next), next, n->lazy);
        case RE_REPEAT: return emit_repeat(e, n, next);
        case RE_CONCAT:
        case RE_ALTERNATE: return emit_list(e, n, next);
        default: return next; // EMPTY
    }
}

re_code re_emit(re_node *root) {
    emitter e = {.seen_count = 0};
    rt_step(1 + root->size);
    e.code.insts = rt_alloc((root->size + 1) * (uint32_t) sizeof(re_inst));
    uint32_t match = emit(&e, RE_I_MATCH, 0, 0);
    e.code.start = emit_node(&e, root, match);
    return e.code;
}
