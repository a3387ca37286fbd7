// Whether a pattern matches at all, the quickest way there is.
#include "internal.h"

bool re_is_match(re_program *p, const char *text, uint32_t len) {
    uint32_t from = 0;
    if (p->prefix_len > 0) {
        from = re_find_prefix(p, text, len, 0);
        if (from == RE_NOWHERE) {
            return false;
        }
    }
    // A pattern that is used but once is not worth an automaton.
    if (p->kept && p->used) {
        int32_t found = re_automaton_run(p, text, len, from);
        if (found >= 0) {
            return found;
        }
    }
    p->used = true;
    uint32_t heap = rt_heap;
    re_search s = re_search_of(p, text, len, 0);
    bool found = re_find(&s, from);
    rt_release(heap);
    return found;
}
