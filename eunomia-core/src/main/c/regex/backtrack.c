// A search that tries one way after the other, the preferred first, but visits no instruction twice at one place: what
// failed there fails there again. It is linear in what it may visit, and so for small programs and texts.
#include "internal.h"

typedef struct { uint32_t inst, at; } job; // inst RE_NOWHERE - slot: the slot gets its value back

typedef struct re_backtracker {
    uint32_t *visited;   // a bit for each instruction, in `words` a place
    uint32_t words;
    uint32_t first;      // the place that `visited` begins with
    uint32_t clean;      // places that are cleared, from the first one on
    job *stack;
    uint32_t depth, cap;
    uint32_t *places;
} backtracker;

static backtracker *new_backtracker(const re_search *s, uint32_t from) {
    backtracker *b = rt_alloc(sizeof(backtracker));
    *b = (backtracker) {.words = (s->program->inst_count + 31) / 32, .first = from, .cap = 32};
    b->visited = rt_alloc((s->len - from + 1) * b->words * 4);
    b->places = rt_alloc(s->slots * 4);
    b->stack = rt_alloc(b->cap * (uint32_t) sizeof(job));
    return b;
}

RT_APART static void clean_up_to(backtracker *b, uint32_t place) {
    uint32_t words = (place + 1 - b->clean) * b->words;
    __builtin_memset(b->visited + b->clean * b->words, 0, words * 4);
    b->clean = place + 1;
    rt_step(words >> 4);
}

// Whether the instruction is visited there for the first time.
static bool visit(backtracker *b, uint32_t inst, uint32_t at) {
    uint32_t place = at - b->first;
    if (place >= b->clean) {
        clean_up_to(b, place);
    }
    uint32_t *word = &b->visited[place * b->words + (inst >> 5)], bit = 1u << (inst & 31);
    if (*word & bit) {
        return false;
    }
    *word |= bit;
    return true;
}

static void push(backtracker *b, uint32_t inst, uint32_t at) {
    if (b->depth == b->cap) {
        uint32_t unit = sizeof(job);
        b->stack = rt_resize(b->stack, b->cap * unit, 2 * b->cap * unit);
        b->cap *= 2;
    }
    b->stack[b->depth++] = (job) {inst, at};
}

static bool holds(const re_search *s, uint32_t condition, uint32_t at) {
    re_place here;
    re_go_to(s, &here, at);
    return (here.conditions & condition) == condition;
}

// Reads the character at *at, and moves behind it.
static bool read(const re_search *s, const re_inst *i, uint32_t *at) {
    if (*at == s->len) {
        return false;
    }
    uint32_t cp = (uint8_t) s->text[*at];
    if (cp < 0x80) {
        ++*at;
    } else {
        cp = rt_utf8_decode(s->text, s->len, at);
    }
    return RE_OP(i) == RE_I_CHAR ? cp == i->arg : re_accepts(s->program, i, cp);
}

// Follows one way until it fails, leaving the others on the stack. Returns whether it came to the match.
static bool follow(const re_search *s, backtracker *b, uint32_t inst, uint32_t at) {
    uint32_t steps = 0;
    for (; visit(b, inst, at); steps++) {
        const re_inst *i = &s->program->insts[inst];
        inst = RE_OUT(i);
        switch (RE_OP(i)) {
            case RE_I_MATCH:
                rt_copy(s->places, b->places, s->slots * 4);
                if (s->slots > 0) {
                    s->places[1] = at;
                }
                return true;
            case RE_I_ALT: push(b, i->arg, at); continue;
            case RE_I_SAVE:
                if (i->arg < s->slots) {
                    push(b, RE_NOWHERE - i->arg, b->places[i->arg]);
                    b->places[i->arg] = at;
                }
                continue;
            case RE_I_ASSERT:
                if (holds(s, i->arg, at)) {
                    continue;
                }
                break;
            case RE_I_FAIL: break;
            default:
                if (read(s, i, &at)) {
                    continue;
                }
                break;
        }
        break;
    }
    rt_step(1 + (steps >> 2));
    return false;
}

static bool match_at(const re_search *s, backtracker *b, uint32_t at) {
    for (uint32_t i = 0; i < s->slots; i++) {
        b->places[i] = RE_NOWHERE;
    }
    if (s->slots > 0) {
        b->places[0] = at;
    }
    b->depth = 0;
    push(b, s->program->start, at);
    while (b->depth > 0) {
        job next = b->stack[--b->depth];
        if (next.inst >= s->program->inst_count) {
            b->places[RE_NOWHERE - next.inst] = next.at;
        } else if (follow(s, b, next.inst, next.at)) {
            return true;
        }
    }
    return false;
}

bool re_backtrack_find(re_search *s, uint32_t from) {
    const re_program *p = s->program;
    if (!s->backtracker || from < s->backtracker->first) {
        s->backtracker = new_backtracker(s, from);
    }
    backtracker *b = s->backtracker;
    b->first = from;
    b->clean = 0;
    for (uint32_t at = from; at <= s->len;) {
        if (p->prefix_len > 0 && (at = re_find_prefix(p, s->text, s->len, at)) == RE_NOWHERE) {
            return false;
        }
        if (match_at(s, b, at)) {
            return true;
        }
        if (p->anchored || at == s->len) {
            return false;
        }
        rt_utf8_decode(s->text, s->len, &at);
    }
    return false;
}
