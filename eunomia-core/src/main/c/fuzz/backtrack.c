// A tree becomes a graph whose forks are tried in order.
#include "backtrack.h"

#include <string.h>

enum { READ, ASK, SAVE, FORK, DONE };

static uint32_t state(bt_search *b, uint8_t kind, uint32_t arg, uint32_t next, uint32_t other) {
    if (b->state_count == BT_MOST_STATES) {
        b->given_up = true;
        return 0;
    }
    b->states[b->state_count] = (bt_state) {kind, arg, next, other};
    return b->state_count++;
}

static uint32_t fork(bt_search *b, bool lazy, uint32_t more, uint32_t next) {
    return lazy ? state(b, FORK, 0, next, more) : state(b, FORK, 0, more, next);
}

static uint32_t build(bt_search *b, uint32_t at, uint32_t next);

// Once, and then as often as there is more. *loop is where the rounds after the first are begun.
static uint32_t build_plus(bt_search *b, const bt_node *n, uint32_t next, uint32_t *loop) {
    *loop = fork(b, n->lazy, BT_NOWHERE, next);
    uint32_t body = build(b, n->left, *loop);
    *(n->lazy ? &b->states[*loop].other : &b->states[*loop].next) = body;
    return body;
}

static uint32_t build_repeat(bt_search *b, const bt_node *n, uint32_t next) {
    uint32_t at = next, often = n->from, loop;
    if (n->to != BT_UNBOUNDED) {
        for (uint32_t i = n->from; i < n->to && !b->given_up; i++) {
            at = fork(b, n->lazy, build(b, n->left, at), next);
        }
    } else if (n->from == 0) {
        at = build_plus(b, n, next, &loop);
        // What matches nothing would end the loop in its first round: in Go, x* is (x+)? then.
        return b->nodes[n->left].nullable ? fork(b, n->lazy, at, next) : loop;
    } else {
        at = build_plus(b, n, next, &loop);
        often--;
    }
    for (; often > 0 && !b->given_up; often--) {
        at = build(b, n->left, at);
    }
    return at;
}

static uint32_t build(bt_search *b, uint32_t at, uint32_t next) {
    const bt_node *n = &b->nodes[at];
    switch (b->given_up ? BT_NOTHING : n->kind) {
        case BT_CHARS: return state(b, READ, at, next, 0);
        case BT_PLACE: return state(b, ASK, n->number, next, 0);
        case BT_GROUP: {
            uint32_t end = state(b, SAVE, 2 * n->number + 1, next, 0);
            return state(b, SAVE, 2 * n->number, build(b, n->left, end), 0);
        }
        case BT_REPEAT: return build_repeat(b, n, next);
        case BT_THEN: return build(b, n->left, build(b, n->right, next));
        case BT_OR: {
            uint32_t left = build(b, n->left, next);
            return state(b, FORK, 0, left, build(b, n->right, next));
        }
        default: return next;
    }
}

// ---- the search

static uint32_t code_points(rt_ref s, uint32_t *out, uint32_t *begins, uint32_t most) {
    uint32_t n = 0, at = 0;
    while (at < bi_size(s) && n < most) {
        if (begins) {
            begins[n] = at;
        }
        out[n++] = rt_utf8_decode(bi_bytes(s), bi_size(s), &at);
    }
    return at < bi_size(s) ? most + 1 : n;
}

bool bt_read(bt_search *b, rt_ref pattern, rt_ref text) {
    memset(b, 0, sizeof *b);
    b->n = code_points(pattern, b->cps, 0, BT_MOST_PATTERN);
    b->text_n = code_points(text, b->text, b->bytes_at, BT_MOST_TEXT);
    if (b->n > BT_MOST_PATTERN || b->text_n > BT_MOST_TEXT) {
        return false;
    }
    b->bytes_at[b->text_n] = bi_size(text);
    uint32_t root = bt_read_tree(b);
    b->start = build(b, root, state(b, DONE, 0, 0, 0));
    return !b->given_up;
}

static bool reads(const bt_node *n, uint32_t cp) {
    return cp < 0x80 ? n->ascii[cp >> 5] >> (cp & 31) & 1 : n->all_beyond || n->beyond == cp;
}

static bool holds(const bt_search *b, uint32_t which, uint32_t at) {
    if (which == '^' || which == '$') {
        return at == (which == '^' ? 0 : b->text_n);
    }
    bool before = at > 0 && bt_is_word(b->text[at - 1]), after = at < b->text_n && bt_is_word(b->text[at]);
    return (before != after) == (which == 'b');
}

static bool try(bt_search *b, uint32_t s, uint32_t at) {
    while (!b->tried[s][at]) {
        const bt_state *now = &b->states[s];
        b->tried[s][at] = true;
        s = now->next;
        switch (now->kind) {
            case READ:
                if (at == b->text_n || !reads(&b->nodes[now->arg], b->text[at])) {
                    return false;
                }
                at++;
                break;
            case ASK:
                if (!holds(b, now->arg, at)) {
                    return false;
                }
                break;
            case SAVE: {
                uint32_t old = b->places[now->arg];
                b->places[now->arg] = at;
                if (try(b, s, at)) {
                    return true;
                }
                b->places[now->arg] = old;
                return false;
            }
            case FORK:
                if (try(b, s, at)) {
                    return true;
                }
                s = now->other;
                break;
            default: b->places[1] = at; return true;
        }
    }
    return false;
}

bool bt_find(bt_search *b, uint32_t from) {
    memset(b->tried, 0, b->state_count * sizeof b->tried[0]);
    for (uint32_t at = from; at <= b->text_n; at++) {
        memset(b->places, 0xFF, sizeof b->places);
        b->places[0] = at;
        if (try(b, b->start, at)) {
            return true;
        }
    }
    return false;
}
