// Whether a kept program matches, by a deterministic automaton that is made as it is needed: a state is the set of the
// instructions that the program may be at, and has a row of where each class of characters leads. Rows stay in the
// cache, so that a policy's second request costs a look-up a character.
#include "internal.h"

// Numbers of states are where their rows are. The first ones are none.
enum { UNKNOWN, NO_MATCH, MATCH, LAST_SPECIAL = MATCH };
enum { AFTER_NOTHING = 1, AFTER_NEWLINE = 2, AFTER_WORD = 4 };
enum { MAX_UNITS = 8192, TEXT_END = RE_NOWHERE, NO_COLUMN = 0xFFFF };

// In front of a row; behind it are the instructions, in order.
typedef struct { uint16_t older, count, context, check; } state;
enum { STATE_UNITS = sizeof(state) / 2 };

typedef struct {
    re_program *p;
    uint32_t *visited, *stack;
    uint32_t words;   // of `visited`
    uint32_t width;   // of a row: the classes, one for all beyond ASCII, one for the text's end
    bool is_match;
} builder;

static uint32_t width_of(const re_program *p) { return p->class_count + 2u; }

static state *state_at(uint32_t row) { return (state *) (re_units(row) - STATE_UNITS); }

static builder new_builder(re_program *p) {
    uint32_t words = (p->inst_count + 31) / 32;
    builder b = {.p = p, .words = words, .width = width_of(p)};
    rt_step(8 + p->inst_count / 8);
    b.visited = rt_limbs_new(words);
    b.stack = rt_alloc((p->inst_count + 1) * 4);
    return b;
}

// Visits what is reached from `inst` without a character, through the conditions that hold.
static void visit(builder *b, uint32_t inst, uint32_t holds) {
    uint32_t depth = 0;
    b->stack[depth++] = inst;
    while (depth > 0) {
        uint32_t at = b->stack[--depth];
        while (!(b->visited[at >> 5] >> (at & 31) & 1)) {
            const re_inst *i = &b->p->insts[at];
            uint32_t op = RE_OP(i);
            b->visited[at >> 5] |= 1u << (at & 31);
            if (op == RE_I_MATCH) {
                b->is_match = true;
            }
            if (op == RE_I_ALT) {
                b->stack[depth++] = i->arg;
            } else if (op != RE_I_SAVE && !(op == RE_I_ASSERT && (i->arg & holds) == i->arg)) {
                break;
            }
            at = RE_OUT(i);
        }
    }
}

static bool is_kept(const re_inst *i) { return RE_OP(i) >= RE_I_ASSERT; }

// The state of what is visited; UNKNOWN if there is no room for it.
static uint32_t state_of(builder *b, uint32_t context) {
    re_program *p = b->p;
    uint32_t count = 0, check = context, asks = 0;
    for (uint32_t i = 0; i < p->inst_count; i++) {
        if ((b->visited[i >> 5] >> (i & 31) & 1) && is_kept(&p->insts[i])) {
            check = check * 31 + i;
            asks |= RE_OP(&p->insts[i]) == RE_I_ASSERT;
            b->stack[count++] = i;
        }
    }
    if (count == 0) {
        return NO_MATCH;
    }
    if (!asks) {
        check -= context;
        context = 0;
    }
    check = (check ^ check >> 16) & 0xFFFF;
    for (uint32_t row = p->states; row; row = state_at(row)->older) {
        const state *s = state_at(row);
        const uint16_t *insts = re_units(row) + b->width;
        uint32_t k = 0;
        if (s->check == check && s->count == count && s->context == context) {
            while (k < count && insts[k] == b->stack[k]) {
                k++;
            }
            if (k == count) {
                return row;
            }
        }
    }
    uint32_t units = (STATE_UNITS + b->width + count + 1) & ~1u, at;
    if (p->state_units + units > MAX_UNITS || !(at = re_take_state_units(units))) {
        p->states_full = true;
        return UNKNOWN;
    }
    uint32_t row = at + STATE_UNITS;
    uint16_t *units_of_row = re_units(row);
    __builtin_memset(units_of_row, 0, b->width * 2);
    for (uint32_t k = 0; k < count; k++) {
        units_of_row[b->width + k] = (uint16_t) b->stack[k];
    }
    *state_at(row) = (state) {p->states, (uint16_t) count, (uint16_t) context, (uint16_t) check};
    p->state_units += (uint16_t) units;
    p->states = (uint16_t) row; // whole by now: an evaluation may end anywhere
    return row;
}

static uint32_t context_after(const re_program *p, uint32_t cp) {
    uint32_t context = 0;
    if (cp == '\n' && p->conditions & RE_BEGIN_LINE) {
        context |= AFTER_NEWLINE;
    }
    if (p->conditions & (RE_WORD_BOUNDARY | RE_NO_WORD_BOUNDARY) && re_is_word(cp)) {
        context |= AFTER_WORD;
    }
    return context;
}

static uint32_t conditions_of(uint32_t context, uint32_t cp) {
    uint32_t holds = context & AFTER_NOTHING ? RE_BEGIN_TEXT | RE_BEGIN_LINE : 0;
    if (context & AFTER_NEWLINE) {
        holds |= RE_BEGIN_LINE;
    }
    if (cp == TEXT_END) {
        holds |= RE_END_TEXT | RE_END_LINE;
    } else if (cp == '\n') {
        holds |= RE_END_LINE;
    }
    bool is_word = cp != TEXT_END && re_is_word(cp);
    return holds | (is_word == ((context & AFTER_WORD) != 0) ? RE_NO_WORD_BOUNDARY : RE_WORD_BOUNDARY);
}

// Where the state leads with a character, or at the text's end.
static uint32_t step(builder *b, uint32_t row, uint32_t cp) {
    const re_program *p = b->p;
    const state *from = state_at(row);
    const uint16_t *insts = re_units(row) + b->width;
    uint32_t holds = conditions_of(from->context, cp);
    for (uint32_t k = 0; k < from->count; k++) {
        visit(b, insts[k], holds);
    }
    if (b->is_match || cp == TEXT_END) {
        return b->is_match ? MATCH : NO_MATCH;
    }
    uint32_t *before = b->visited;
    b->visited = rt_limbs_new(b->words);
    for (uint32_t i = 0; i < p->inst_count; i++) {
        const re_inst *inst = &p->insts[i];
        if ((before[i >> 5] >> (i & 31) & 1) && RE_OP(inst) >= RE_I_CHAR && re_accepts(p, inst, cp)) {
            visit(b, RE_OUT(inst), 0);
        }
    }
    if (!p->anchored) {
        visit(b, p->start, 0);
    }
    return b->is_match ? MATCH : state_of(b, context_after(p, cp));
}

// The same, remembered in the state's row unless there is no column for it. What it needs of the heap it gives back.
RT_APART static uint32_t step_apart(re_program *p, uint32_t row, uint32_t column, uint32_t cp) {
    uint32_t heap = rt_heap;
    builder b = new_builder(p);
    uint32_t to = step(&b, row, cp);
    rt_release(heap);
    if (column != NO_COLUMN) {
        re_units(row)[column] = (uint16_t) to;
    }
    return to;
}

RT_APART static uint32_t first_state(re_program *p, uint32_t context) {
    uint32_t heap = rt_heap;
    builder b = new_builder(p);
    visit(&b, p->start, 0);
    uint32_t row = b.is_match ? MATCH : state_of(&b, context);
    rt_release(heap);
    p->starts[context] = (uint16_t) row;
    return row;
}

static uint32_t start_at(re_program *p, const char *text, uint32_t from) {
    uint32_t context = AFTER_NOTHING;
    if (from > 0) {
        context = context_after(p, (uint8_t) text[from - 1]); // the end of a longer character is neither
    }
    return p->starts[context] ? p->starts[context] : first_state(p, context);
}

int32_t re_automaton_run(re_program *p, const char *text, uint32_t len, uint32_t from) {
    if (p->states_full) {
        return -1;
    }
    const uint16_t *units = re_units(0);
    const uint8_t *classes = p->classes;
    uint32_t row = start_at(p, text, from), at = from, beyond = p->class_count;
    rt_step(1 + ((len - from) >> 3));
    while (row > LAST_SPECIAL) {
        uint32_t cp = TEXT_END, column = beyond + 1, to;
        while (at < len && (cp = (uint8_t) text[at]) < 0x80 && (to = units[row + classes[cp]]) > LAST_SPECIAL) {
            row = to;
            at++;
        }
        if (at == len) {
            cp = TEXT_END;
        } else if (cp < 0x80) {
            column = classes[cp];
            at++;
        } else {
            cp = rt_utf8_decode(text, len, &at);
            column = p->even ? beyond : NO_COLUMN;
        }
        to = column == NO_COLUMN ? UNKNOWN : units[row + column];
        row = to != UNKNOWN ? to : step_apart(p, row, column, cp);
    }
    return row == UNKNOWN ? -1 : row == MATCH;
}
