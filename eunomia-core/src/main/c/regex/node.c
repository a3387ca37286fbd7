// The nodes of a syntax tree, on the parser's stack, and how large and deep a tree may be: as in Go.
#include "internal.h"

enum { MAX_HEIGHT = 1000, MAX_SIZE = (128 << 20) / 40, MAX_RANGES = (128 << 20) / 8 };

static re_node *new_node(uint8_t op, uint32_t a) {
    re_node *n = rt_alloc(sizeof(re_node));
    *n = (re_node) {.op = op, .a = a, .height = 1, .size = 1};
    n->nullable = op == RE_EMPTY || op == RE_ASSERTION;
    return n;
}

static bool is_within_limits(re_parser *p, const re_node *n, uint64_t size) {
    if (size > MAX_SIZE) {
        return re_error(p, "expression too large", 0, p->len);
    }
    return n->height <= MAX_HEIGHT || re_error(p, "expression nests too deeply", 0, p->len);
}

bool re_push(re_parser *p, uint8_t op, uint32_t a) {
    p->stack[p->depth++] = new_node(op, a);
    return true;
}

bool re_push_set(re_parser *p, re_set *set) {
    p->ranges += set->len;
    if (p->ranges > MAX_RANGES) {
        return re_error(p, "expression too large", 0, p->len);
    }
    re_push(p, RE_SET, set->len);
    p->stack[p->depth - 1]->ranges = set->ranges;
    return true;
}

bool re_push_literal(re_parser *p, uint32_t cp) {
    if (p->flags & RE_FOLD) {
        re_set set = {0};
        re_set_fold_one(&set, cp);
        if (set.len > 1 || set.ranges[0].lo != set.ranges[0].hi) {
            return re_push_set(p, &set);
        }
    }
    return re_push(p, RE_LITERAL, cp);
}

// How many instructions it may take, at most.
static uint64_t size_of(const re_node *n) {
    uint64_t sub = n->last->size;
    switch (n->op) {
        case RE_GROUP:
        case RE_STAR: return 2 + sub;
        case RE_PLUS:
        case RE_QUEST: return 1 + sub;
        default: // REPEAT
            if (n->b == RE_UNBOUNDED) {
                return n->a == 0 ? 2 + sub : 1 + n->a * sub;
            }
            return n->b == 0 ? 1 : n->b * sub + (n->b - n->a);
    }
}

bool re_wrap(re_parser *p, uint8_t op, uint32_t a, uint32_t b, bool lazy) {
    re_node *sub = p->stack[p->depth - 1], *n = new_node(op, a);
    n->b = b;
    n->lazy = lazy;
    n->last = sub;
    n->height = sub->height + 1;
    n->nullable = sub->nullable || op == RE_STAR || op == RE_QUEST || (op == RE_REPEAT && a == 0);
    uint64_t size = size_of(n);
    n->size = (uint32_t) size;
    p->stack[p->depth - 1] = n;
    return is_within_limits(p, n, size);
}

bool re_reduce(re_parser *p, uint8_t op, uint32_t mark) {
    if (p->depth == mark + 1) {
        return true;
    }
    re_node *n = new_node(op, 0);
    uint64_t size = op == RE_ALTERNATE ? p->depth - mark - 1 : 0;
    n->nullable = op == RE_CONCAT;
    rt_step(p->depth - mark);
    for (uint32_t i = mark; i < p->depth; i++) {
        re_node *sub = p->stack[i], *first = sub;
        uint32_t height = sub->height;
        size += sub->size;
        n->nullable = op == RE_CONCAT ? n->nullable && sub->nullable : n->nullable || sub->nullable;
        if (sub->op == op) { // its parts join ours
            first = sub->first;
            sub = sub->last;
            height--;
        }
        first->before = n->last;
        n->last = sub;
        n->first = n->first ? n->first : first;
        n->height = height + 1 > n->height ? height + 1 : n->height;
    }
    n->size = (uint32_t) size;
    p->stack[mark] = n;
    p->depth = mark + 1;
    return is_within_limits(p, n, size);
}
