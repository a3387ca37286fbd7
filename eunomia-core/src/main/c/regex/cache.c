// Programs, and the states of their automata, that outlive an evaluation: in 128 KiB of zeros, which modules without
// regular expressions do not have. Nothing is reachable before it is whole, since an evaluation may end anywhere.
#include "internal.h"

enum { UNITS = 65536, FIRST = 8, LISTS = 64, MAX_PROGRAM = 8192 };
// So often there is no room before everything goes: more patterns than fit, used in turn, would find none of them else.
enum { PATIENCE = 256 };

// Programs from the begin on, states from the end on. States leave half of the room to programs, which take longer to
// make than a machine takes without states.
static uint16_t arena[UNITS] __attribute__((aligned(8)));
static struct { uint32_t programs, states, refused; uint16_t lists[LISTS]; } kept;

uint16_t *re_units(uint32_t unit) { return arena + unit; }

static uint32_t room(void) { return UNITS - FIRST - kept.programs - kept.states; }

uint32_t re_take_state_units(uint32_t count) {
    if (room() < count || kept.states + count > UNITS / 2) {
        return 0;
    }
    kept.states += count;
    return UNITS - kept.states;
}

static uint32_t take_program_units(uint32_t count) {
    if (room() < count) {
        kept.refused++;
        return 0;
    }
    kept.programs += count;
    return FIRST + kept.programs - count;
}

re_program *re_kept(rt_ref pattern, uint32_t kind) {
    const rt_string *text = RT_PTR(rt_string, pattern);
    uint32_t hash = rt_hash(pattern);
    for (uint32_t at = kept.lists[hash % LISTS]; at;) {
        re_program *p = (re_program *) (arena + at);
        if (p->hash == hash && p->kind == kind && p->key_len == text->len
            && rt_bytes_equal((const char *) p + p->key, text->bytes, text->len)) {
            return p;
        }
        at = p->next;
    }
    return 0;
}

// Moves what is not kept down to where its making began, and gives back the rest.
static re_program *compact(re_program *made, uint32_t heap) {
    uint32_t size = made->size, all = (uint32_t) (uintptr_t) made - heap + size;
    rt_release(heap);
    char *to = rt_alloc(all);
    __builtin_memmove(to, made, size);
    return rt_resize(to, all, size);
}

void re_forget(void) { __builtin_memset(&kept, 0, sizeof kept); }

// In the cache; 0 if it is too large, or there is no room now.
static re_program *keep(re_program *made) {
    uint32_t units = (made->size + 3) / 4 * 2;
    if (units > MAX_PROGRAM) {
        return 0;
    }
    if (kept.refused >= PATIENCE) {
        re_forget();
    }
    uint32_t at = take_program_units(units);
    if (!at) {
        return 0;
    }
    re_program *p = (re_program *) (arena + at);
    rt_copy(p, made, made->size);
    uint16_t *list = &kept.lists[p->hash % LISTS];
    p->kept = true;
    p->next = *list;
    *list = (uint16_t) at;
    return p;
}

re_program *re_program_of(rt_ref pattern, uint32_t kind, const char **error) {
    re_program *p = re_kept(pattern, kind);
    if (p) {
        return p;
    }
    const rt_string *text = RT_PTR(rt_string, pattern);
    uint32_t heap = rt_heap;
    re_program *made = re_compile(text->bytes, text->len, error);
    if (!made) {
        return 0;
    }
    made->hash = rt_hash(pattern);
    made->kind = kind;
    p = keep(made);
    if (!p) {
        return compact(made, heap);
    }
    rt_release(heap);
    return p;
}
