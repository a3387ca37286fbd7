// x*, x+, x?, x{2,3}, and with ? behind them.
#include "internal.h"

enum { MAX_REPEAT = 1000, TOO_LARGE = 100000000 };

typedef struct { uint32_t from, to, end; bool is_valid; } braces;

// A number without leading zeros; what is too large is RE_UNBOUNDED - 1.
static bool number(const re_parser *p, uint32_t *at, uint32_t *value) {
    uint32_t start = *at, i = start, n = 0;
    while (i < p->len && (uint8_t) p->text[i] - '0' < 10u) {
        n = n >= TOO_LARGE ? RE_UNBOUNDED - 1 : n * 10 + (uint32_t) (p->text[i] - '0');
        i++;
    }
    *at = i;
    *value = n;
    return i > start && !(i - start > 1 && p->text[start] == '0');
}

static braces read_braces(const re_parser *p) {
    braces b = {.end = p->at + 1};
    if (!number(p, &b.end, &b.from)) {
        return b;
    }
    b.to = b.from;
    if (b.end < p->len && p->text[b.end] == ',') {
        b.end++;
        b.to = RE_UNBOUNDED;
        if (b.end < p->len && p->text[b.end] != '}' && !number(p, &b.end, &b.to)) {
            return b;
        }
    }
    b.is_valid = b.end < p->len && p->text[b.end++] == '}';
    return b;
}

bool re_is_repeat(const re_parser *p) { return read_braces(p).is_valid; }

// Whether repetitions of repetitions come to no more than `left`.
static bool fits(const re_node *n, uint32_t left) {
    if (n->op == RE_REPEAT) {
        uint32_t times = n->b == RE_UNBOUNDED ? n->a : n->b;
        if (n->b == 0) {
            return true;
        }
        if (times > left) {
            return false;
        }
        left = times > 0 ? left / times : left;
    }
    rt_step(1);
    for (const re_node *sub = n->last; sub; sub = sub->before) {
        if (!fits(sub, left)) {
            return false;
        }
    }
    return true;
}

bool re_parse_repeat(re_parser *p, uint32_t last_repeat) {
    uint32_t start = p->at, end = start + 1, from = 0, to = RE_UNBOUNDED, op = RE_REPEAT;
    switch (p->text[start]) {
        case '*': op = RE_STAR; break;
        case '+': op = RE_PLUS; break;
        case '?': op = RE_QUEST; break;
        default: {
            braces b = read_braces(p);
            from = b.from;
            to = b.to;
            end = b.end;
            if (from > MAX_REPEAT || (to != RE_UNBOUNDED && (to > MAX_REPEAT || from > to))) {
                return re_error(p, "invalid repeat count", start, end);
            }
        }
    }
    bool lazy = p->flags & RE_LAZY;
    p->at = end;
    if (re_at(p, 0, '?')) {
        lazy = !lazy;
        p->at++;
    }
    if (last_repeat != RE_NOWHERE) { // a** is no double star in Perl, and a++ is something else again
        return re_error(p, "invalid nested repetition operator", last_repeat, p->at);
    }
    if (p->depth == 0 || p->stack[p->depth - 1]->op >= RE_PAREN) {
        return re_error(p, "missing argument to repetition operator", start, p->at);
    }
    if (!re_wrap(p, (uint8_t) op, from, to, lazy)) {
        return false;
    }
    bool is_counted = op == RE_REPEAT && (from >= 2 || (to != RE_UNBOUNDED && to >= 2));
    return !is_counted || fits(p->stack[p->depth - 1], MAX_REPEAT)
        || re_error(p, "invalid repeat count", start, p->at);
}
