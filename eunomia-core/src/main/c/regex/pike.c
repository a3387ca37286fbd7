// Pike's machine: all ways through the program at once, the preferred first, one character at a time.
#include "internal.h"

typedef struct {
    uint32_t *insts;  // what waits for a character, or is the match
    uint32_t *places; // slots of each
    uint32_t count;
} threads;

typedef struct { uint32_t inst, slot, value; } pending; // inst RE_NOWHERE: the slot gets its value back

typedef struct re_machine {
    threads now, then;
    uint32_t *marks;   // of each instruction: the generation that it was added in last
    uint32_t generation;
    pending *stack;
    uint32_t *places;  // of the thread that is followed
} machine;

static machine *new_machine(const re_program *p, uint32_t slots) {
    uint64_t n = p->inst_count;
    if (n * (slots + 1) > INT32_MAX / 8) {
        rt_abort("eval_memory_error: out of memory");
    }
    machine *m = rt_alloc(sizeof(machine));
    *m = (machine) {.generation = 0};
    m->now.insts = rt_alloc((uint32_t) n * 4);
    m->now.places = rt_alloc((uint32_t) n * slots * 4);
    m->then.insts = rt_alloc((uint32_t) n * 4);
    m->then.places = rt_alloc((uint32_t) n * slots * 4);
    m->marks = rt_limbs_new(n);
    m->stack = rt_alloc((2 * (uint32_t) n + 2) * (uint32_t) sizeof(pending));
    m->places = rt_alloc(slots * 4);
    return m;
}

static void advance(const re_search *s, re_place *here) {
    re_look_at(s, here, here->next, here->after);
}

// Adds what is reached from `inst` without a character, preferred ways first.
RT_APART static void add(const re_search *s, threads *to, uint32_t inst, const re_place *here) {
    machine *m = s->machine;
    uint32_t depth = 0, slots = s->slots, visited = 0;
    m->stack[depth++] = (pending) {inst, 0, 0};
    while (depth > 0) {
        pending next = m->stack[--depth];
        if (next.inst == RE_NOWHERE) {
            m->places[next.slot] = next.value;
            continue;
        }
        if (m->marks[next.inst] == m->generation) {
            continue;
        }
        m->marks[next.inst] = m->generation;
        visited++;
        const re_inst *i = &s->program->insts[next.inst];
        switch (RE_OP(i)) {
            case RE_I_FAIL: break;
            case RE_I_ALT:
                m->stack[depth++] = (pending) {i->arg, 0, 0};
                m->stack[depth++] = (pending) {RE_OUT(i), 0, 0};
                break;
            case RE_I_SAVE:
                if (i->arg < slots) {
                    m->stack[depth++] = (pending) {RE_NOWHERE, i->arg, m->places[i->arg]};
                    m->places[i->arg] = here->at;
                }
                m->stack[depth++] = (pending) {RE_OUT(i), 0, 0};
                break;
            case RE_I_ASSERT:
                if ((i->arg & here->conditions) == i->arg) {
                    m->stack[depth++] = (pending) {RE_OUT(i), 0, 0};
                }
                break;
            default:
                rt_copy(to->places + to->count * slots, m->places, slots * 4);
                to->insts[to->count++] = next.inst;
                break;
        }
    }
    rt_step(visited >> 2);
}

// Reads the character at `here`; `next` is the place behind it. Returns whether there was a match right before it.
static bool step(re_search *s, const re_place *here, const re_place *next) {
    machine *m = s->machine;
    uint32_t slots = s->slots;
    m->then.count = 0;
    m->generation++;
    rt_step(m->now.count * (1 + slots / 8));
    for (uint32_t k = 0; k < m->now.count; k++) {
        const re_inst *i = &s->program->insts[m->now.insts[k]];
        const uint32_t *places = m->now.places + k * slots;
        if (RE_OP(i) == RE_I_MATCH) {
            rt_copy(s->places, places, slots * 4);
            if (slots > 0) {
                s->places[1] = here->at;
            }
            return true; // what is less preferred ends here
        }
        if (here->after != RE_NOWHERE && re_accepts(s->program, i, here->after)) {
            rt_copy(m->places, places, slots * 4);
            add(s, &m->then, RE_OUT(i), next);
        }
    }
    return false;
}

static void start(re_search *s, const re_place *here) {
    machine *m = s->machine;
    for (uint32_t i = 0; i < s->slots; i++) {
        m->places[i] = RE_NOWHERE;
    }
    if (s->slots > 0) {
        m->places[0] = here->at;
    }
    add(s, &m->now, s->program->start, here);
}

bool re_pike_find(re_search *s, uint32_t from) {
    const re_program *p = s->program;
    if (!s->machine) {
        rt_step(p->inst_count);
        s->machine = new_machine(p, s->slots);
    }
    machine *m = s->machine;
    bool found = false;
    re_place here;
    re_go_to(s, &here, from);
    m->now.count = 0;
    m->generation++;
    for (;;) {
        if (m->now.count == 0) {
            if (found || (p->anchored && here.at > 0)) {
                return found;
            }
            if (p->prefix_len > 0) {
                uint32_t at = re_find_prefix(p, s->text, s->len, here.at);
                if (at == RE_NOWHERE) {
                    return false;
                }
                if (at != here.at) {
                    re_go_to(s, &here, at);
                    m->generation++;
                }
            }
        }
        if (!found && !(p->anchored && here.at > 0)) {
            start(s, &here); // less preferred than what began before
        }
        re_place next = here;
        if (here.after != RE_NOWHERE) {
            advance(s, &next);
        }
        if (step(s, &here, &next)) {
            found = true;
            if (s->slots == 0) {
                return true;
            }
        }
        if (here.after == RE_NOWHERE) {
            return found;
        }
        threads spent = m->now;
        m->now = m->then;
        m->then = spent;
        here = next;
    }
}
