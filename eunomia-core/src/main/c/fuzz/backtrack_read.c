// Plain patterns as trees: literals, ".", classes of ASCII, \d \s \w, ^ $ \b \B, groups, | and all repetitions.
#include "backtrack.h"

enum { MOST_TIMES = 1000 };

static uint32_t node(bt_search *b, uint8_t kind, uint32_t left, uint32_t right) {
    if (b->node_count == BT_MOST_NODES) {
        b->given_up = true;
        return 0;
    }
    b->nodes[b->node_count] = (bt_node) {.kind = kind, .left = left, .right = right, .times = 1};
    return b->node_count++;
}

static bool next_is(const bt_search *b, uint32_t cp) { return b->at < b->n && b->cps[b->at] == cp; }

static bool take(bt_search *b, uint32_t cp) {
    bool taken = next_is(b, cp);
    b->at += taken;
    return taken;
}

static uint32_t take_any(bt_search *b) {
    b->given_up |= b->at == b->n;
    return b->given_up ? 0 : b->cps[b->at++];
}

static void add_range(bt_node *n, uint32_t lo, uint32_t hi) {
    for (uint32_t c = lo; c <= hi; c++) {
        n->ascii[c >> 5] |= 1u << (c & 31);
    }
}

static void add_string(bt_node *n, const char *chars) {
    for (; *chars; chars++) {
        add_range(n, (uint32_t) *chars, (uint32_t) *chars);
    }
}

static void negate(bt_node *n) {
    for (uint32_t i = 0; i < 4; i++) {
        n->ascii[i] = ~n->ascii[i];
    }
    n->all_beyond = !n->all_beyond;
}

static uint32_t single(bt_search *b, uint32_t cp) {
    uint32_t it = node(b, BT_CHARS, 0, 0);
    if (cp < 0x80) {
        add_range(&b->nodes[it], cp, cp);
    } else {
        b->nodes[it].beyond = cp;
    }
    return it;
}

bool bt_is_word(uint32_t cp) {
    return (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z') || cp == '_';
}

static uint32_t place(bt_search *b, uint32_t which) {
    uint32_t it = node(b, BT_PLACE, 0, 0);
    b->nodes[it].number = which;
    b->nodes[it].nullable = true;
    return it;
}

static uint32_t escape(bt_search *b) {
    uint32_t cp = take_any(b);
    if (cp == 'b' || cp == 'B') {
        return place(b, cp);
    }
    if (cp < 0x80 && !bt_is_word(cp)) {
        return single(b, cp);
    }
    uint32_t it = node(b, BT_CHARS, 0, 0);
    bt_node *n = &b->nodes[it];
    switch (cp | 0x20) {
        case 'd': add_string(n, "0123456789"); break;
        case 's': add_string(n, " \t\n\f\r"); break;
        case 'w':
            add_range(n, 'A', 'Z');
            add_range(n, 'a', 'z');
            add_string(n, "0123456789_");
            break;
        default: b->given_up = true;
    }
    if (cp < 'a') {
        negate(n);
    }
    return it;
}

static uint32_t class(bt_search *b) {
    bt_node n = {.kind = BT_CHARS, .times = 1};
    bool negated = take(b, '^');
    do {
        uint32_t lo = take_any(b), hi = lo;
        if (take(b, '-') && !next_is(b, ']')) {
            hi = take_any(b);
        } else if (b->cps[b->at - 1] == '-' && next_is(b, ']')) {
            add_range(&n, '-', '-');
        }
        // What a bracket or a backslash begins in a class is not read here.
        b->given_up |= lo >= 0x80 || hi >= 0x80 || hi < lo || lo == '[' || lo == '\\' || hi == '\\';
        if (!b->given_up) {
            add_range(&n, lo, hi);
        }
    } while (!b->given_up && !take(b, ']'));
    if (negated) {
        negate(&n);
    }
    uint32_t it = node(b, BT_CHARS, 0, 0);
    b->nodes[it] = n;
    return it;
}

static uint32_t alternation(bt_search *b);

static uint32_t group(bt_search *b) {
    uint32_t number = 0;
    if (take(b, '?')) {
        b->given_up |= !take(b, ':');
    } else {
        number = ++b->groups;
        b->given_up |= number > BT_MOST_GROUPS;
    }
    uint32_t inner = alternation(b);
    b->given_up |= !take(b, ')');
    if (number == 0) {
        return inner;
    }
    uint32_t it = node(b, BT_GROUP, inner, 0);
    b->nodes[it].number = number;
    b->nodes[it].nullable = b->nodes[inner].nullable;
    b->nodes[it].times = b->nodes[inner].times;
    return it;
}

static uint32_t atom(bt_search *b) {
    uint32_t cp = take_any(b);
    switch (cp) {
        case '(': return group(b);
        case '[': return class(b);
        case '\\': return escape(b);
        case '^':
        case '$': return place(b, cp);
        case '.': {
            uint32_t it = single(b, '\n');
            negate(&b->nodes[it]);
            return it;
        }
        case '*':
        case '+':
        case '?':
        case '{': // a plain one where it counts nothing: too fine for here
            b->given_up = true;
            return 0;
        default: return single(b, cp);
    }
}

static uint32_t number(bt_search *b) {
    uint32_t n = 0, from = b->at;
    while (b->at < b->n && b->cps[b->at] >= '0' && b->cps[b->at] <= '9' && n < MOST_TIMES) {
        n = 10 * n + (b->cps[b->at++] - '0');
    }
    b->given_up |= b->at == from || n > MOST_TIMES || (b->cps[from] == '0' && b->at > from + 1);
    return n;
}

static uint32_t repetition(bt_search *b) {
    uint32_t inner = atom(b), from = 0, to = BT_UNBOUNDED;
    if (take(b, '{')) {
        from = to = number(b);
        if (take(b, ',')) {
            to = next_is(b, '}') ? BT_UNBOUNDED : number(b);
        }
        b->given_up |= !take(b, '}') || from > to;
    } else if (take(b, '+')) {
        from = 1;
    } else if (take(b, '?')) {
        to = 1;
    } else if (!take(b, '*')) {
        return inner;
    }
    uint32_t it = node(b, BT_REPEAT, inner, 0), most = to == BT_UNBOUNDED ? from : to;
    bt_node *n = &b->nodes[it];
    n->from = from;
    n->to = to;
    n->lazy = take(b, '?');
    n->nullable = from == 0 || b->nodes[inner].nullable;
    n->times = b->nodes[inner].times * (most ? most : 1);
    b->given_up |= n->times > MOST_TIMES;
    return it; // another repetition right behind it is no atom
}

static uint32_t pair(bt_search *b, uint8_t kind, uint32_t left, uint32_t right) {
    uint32_t it = node(b, kind, left, right);
    const bt_node *l = &b->nodes[left], *r = &b->nodes[right];
    b->nodes[it].nullable = kind == BT_OR ? l->nullable || r->nullable : l->nullable && r->nullable;
    b->nodes[it].times = l->times > r->times ? l->times : r->times;
    return it;
}

static uint32_t concatenation(bt_search *b) {
    uint32_t all = node(b, BT_NOTHING, 0, 0);
    b->nodes[all].nullable = true;
    while (!b->given_up && b->at < b->n && !next_is(b, '|') && !next_is(b, ')')) {
        all = pair(b, BT_THEN, all, repetition(b));
    }
    return all;
}

static uint32_t alternation(bt_search *b) {
    uint32_t first = concatenation(b);
    return take(b, '|') ? pair(b, BT_OR, first, alternation(b)) : first;
}

uint32_t bt_read_tree(bt_search *b) {
    uint32_t root = alternation(b);
    b->given_up |= b->at < b->n;
    return root;
}
